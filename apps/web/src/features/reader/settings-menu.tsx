import { AArrowDown, AArrowUp, CaseSensitive, Minus, Plus, RotateCcw } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { SelectField } from '#ui/field.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { PaperChoice } from './paper-choice.tsx'
import { type ReaderSettings, ranges, type SettingsInUse } from './reader-settings.ts'

/** Paper, letters and page, for all books or for this one. */
export function SettingsMenu({
  inUse,
  isFixedLayout,
  isOpen,
  onOpenChange,
}: {
  inUse: SettingsInUse
  isFixedLayout: boolean
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const { t } = useTranslation()
  const { settings, scope, chooseScope, change, reset } = inUse
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <IconButton label={t('reader.settings')}>
          <CaseSensitive size={22} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('reader.settings')}
          className="z-40 flex max-h-[min(44rem,var(--radix-popover-content-available-height))] w-[min(22rem,calc(100vw-1rem))] flex-col gap-5 overflow-y-auto overscroll-contain rounded-xl border border-line bg-surface p-4 shadow-raised"
        >
          <PaperChoice settings={settings} onChange={change} />
          {isFixedLayout ? null : <Letters settings={settings} onChange={change} />}
          {isFixedLayout ? null : <Page settings={settings} onChange={change} />}
          <Light settings={settings} onChange={change} />
          <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-4">
            <Segmented
              label={t('reader.scope')}
              value={scope}
              choices={(['books', 'book'] as const).map((value) => ({ value, label: t(`reader.scopes.${value}`) }))}
              onChange={chooseScope}
            />
            <IconButton label={t(`reader.resets.${scope}`)} onClick={reset}>
              <RotateCcw size={18} aria-hidden />
            </IconButton>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface Part {
  settings: ReaderSettings
  onChange: (change: Partial<ReaderSettings>) => void
}

function Letters({ settings, onChange }: Part) {
  const { t, i18n } = useTranslation()
  const { fontSize, weight, lineSpacing, paragraphSpacing } = settings
  const decimal = (value: number) => value.toLocaleString(i18n.language, { minimumFractionDigits: 1 })
  return (
    <div className="flex flex-col gap-1">
      <Stepper
        label={t('reader.fontSize')}
        less={t('reader.smaller')}
        more={t('reader.larger')}
        icons={[<AArrowDown key="less" size={20} aria-hidden />, <AArrowUp key="more" size={20} aria-hidden />]}
        text={`${fontSize} %`}
        range={ranges.fontSize}
        value={fontSize}
        onChange={(value) => onChange({ fontSize: value ?? 100 })}
      />
      <SelectField
        label={t('reader.font')}
        value={settings.font}
        onChange={(event) => onChange({ font: event.target.value as ReaderSettings['font'] })}
        className="pb-2"
      >
        {(['book', 'serif', 'sans', 'dyslexia'] as const).map((font) => (
          <option key={font} value={font}>
            {t(`reader.fonts.${font}`)}
          </option>
        ))}
      </SelectField>
      <Stepper
        label={t('reader.weight')}
        text={weight === null ? t('reader.asInBook') : String(weight)}
        range={ranges.weight}
        value={weight}
        start={400}
        onChange={(value) => onChange({ weight: value })}
      />
      <Stepper
        label={t('reader.lineSpacing')}
        text={lineSpacing === null ? t('reader.asInBook') : decimal(lineSpacing)}
        range={ranges.lineSpacing}
        value={lineSpacing}
        start={1.5}
        onChange={(value) => onChange({ lineSpacing: value })}
      />
      <Stepper
        label={t('reader.paragraphSpacing')}
        text={paragraphSpacing === null ? t('reader.asInBook') : decimal(paragraphSpacing)}
        range={ranges.paragraphSpacing}
        value={paragraphSpacing}
        start={0.5}
        onChange={(value) => onChange({ paragraphSpacing: value })}
      />
      <Row label={t('reader.align')}>
        <Choice name="align" values={['book', 'start', 'justify']} settings={settings} onChange={onChange} />
      </Row>
      <Row label={t('reader.hyphens')}>
        <Choice name="hyphens" values={['book', 'on', 'off']} settings={settings} onChange={onChange} />
      </Row>
    </div>
  )
}

function Page({ settings, onChange }: Part) {
  const { t } = useTranslation()
  const isScrolled = settings.flow === 'scroll'
  return (
    <div className="flex flex-col gap-1">
      <Row label={t('reader.flow')}>
        <Choice name="flow" values={['pages', 'scroll']} settings={settings} onChange={onChange} />
      </Row>
      {isScrolled ? null : (
        <Row label={t('reader.columns')}>
          <Choice name="columns" values={['auto', 'one', 'two']} settings={settings} onChange={onChange} />
        </Row>
      )}
      <Row label={t('reader.margin')}>
        <Choice name="margin" values={['narrow', 'medium', 'wide']} settings={settings} onChange={onChange} />
      </Row>
      {isScrolled ? null : (
        <Row label={t('reader.turn')}>
          <Choice name="turn" values={['slide', 'still']} settings={settings} onChange={onChange} />
        </Row>
      )}
    </div>
  )
}

function Light({ settings, onChange }: Part) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-1">
      {(['dimness', 'warmth'] as const).map((name) => (
        <label key={name} className="flex min-h-11 items-center justify-between gap-4 text-sm font-medium">
          {t(`reader.${name}`)}
          <input
            type="range"
            min={ranges[name].least}
            max={ranges[name].most}
            step={ranges[name].step}
            value={settings[name]}
            onChange={(event) => onChange({ [name]: Number(event.target.value) })}
            className="slider h-9 w-40"
          />
        </label>
      ))}
    </div>
  )
}

type ChoiceName = 'align' | 'hyphens' | 'flow' | 'columns' | 'margin' | 'turn'

function Choice<Name extends ChoiceName>({
  name,
  values,
  settings,
  onChange,
}: Part & { name: Name; values: readonly ReaderSettings[Name][] }) {
  const { t } = useTranslation()
  // The words of a choice are named like its values.
  const word = (value: string) => t(`reader.choices.${name}.${value}` as 'reader.choices.flow.pages')
  return (
    <Segmented<ReaderSettings[Name]>
      label={t(`reader.${name as ChoiceName}`)}
      value={settings[name]}
      choices={values.map((value) => ({ value, label: word(value) }))}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <span aria-hidden className="text-sm font-medium">
        {label}
      </span>
      {children}
    </div>
  )
}

/** A number in steps; below its least value it is what the book says, where `start` tells where it begins. */
function Stepper({
  label,
  text,
  range: { least, most, step },
  value,
  start,
  onChange,
  less,
  more,
  icons,
}: {
  label: string
  text: string
  range: { least: number; most: number; step: number }
  value: number | null
  start?: number
  onChange: (value: number | null) => void
  less?: string
  more?: string
  icons?: [ReactNode, ReactNode]
}) {
  const { t } = useTranslation()
  const id = useId()
  const isOptional = start !== undefined
  const move = (by: number) => {
    const next = value === null ? (start ?? least) : Math.round((value + by) * 100) / 100
    onChange(next < least ? null : Math.min(most, next))
  }
  const [Less = <Minus size={18} aria-hidden />, More = <Plus size={18} aria-hidden />] = icons ?? []
  return (
    <div role="group" aria-labelledby={id} className="flex min-h-12 items-center justify-between gap-2">
      <span id={id} className="text-sm font-medium">
        {label}
      </span>
      <span className="flex items-center">
        <IconButton
          label={less ?? t('reader.less', { what: label })}
          disabled={value === null || (!isOptional && value <= least)}
          onClick={() => move(-step)}
        >
          {Less}
        </IconButton>
        <output aria-live="polite" className="w-20 text-center text-sm tabular-nums">
          {text}
        </output>
        <IconButton
          label={more ?? t('reader.more', { what: label })}
          disabled={value !== null && value >= most}
          onClick={() => move(step)}
        >
          {More}
        </IconButton>
      </span>
    </div>
  )
}
