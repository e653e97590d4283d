import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { contrast, ownPaper, type PaperName, paperNames, papers } from './papers.ts'
import type { ReaderSettings } from './reader-settings.ts'

/** The paper of the page, shown as it looks. */
export function PaperChoice({
  settings,
  onChange,
}: {
  settings: ReaderSettings
  onChange: (change: Partial<ReaderSettings>) => void
}) {
  const { t } = useTranslation()
  const { paper, ownBackground, ownInk } = settings
  const group = useId()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">{t('reader.paper')}</legend>
      <div className="grid grid-cols-4 gap-2">
        <Swatch group={group} name="auto" isChosen={paper === 'auto'} onChoose={() => onChange({ paper: 'auto' })}>
          <span className="flex size-full overflow-hidden rounded-md">
            <Sample {...papers.light} />
            <Sample {...papers.dark} />
          </span>
        </Swatch>
        {paperNames.map((name) => (
          <Swatch
            key={name}
            group={group}
            name={name}
            isChosen={paper === name}
            onChoose={() => onChange({ paper: name })}
          >
            <Sample {...(name === 'own' ? ownPaper(ownBackground, ownInk) : papers[name])} />
          </Swatch>
        ))}
      </div>
      {paper === 'own' ? (
        <div className="flex flex-wrap items-center gap-4 pt-1">
          <ColorField
            label={t('reader.ownBackground')}
            value={ownBackground}
            onChange={(color) => onChange({ ownBackground: color })}
          />
          <ColorField label={t('reader.ownInk')} value={ownInk} onChange={(color) => onChange({ ownInk: color })} />
          {contrast(ownBackground, ownInk) < 4.5 ? (
            <p role="status" className="text-sm text-warning">
              {t('reader.faint')}
            </p>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  )
}

function Swatch({
  group,
  name,
  isChosen,
  onChoose,
  children,
}: {
  group: string
  name: PaperName | 'auto'
  isChosen: boolean
  onChoose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <label className="flex min-w-0 flex-col items-center gap-1">
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} className="peer sr-only" />
      <span
        aria-hidden
        className={cx(
          'h-10 w-full rounded-lg border border-line p-0.5 peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent',
          isChosen && 'ring-2 ring-accent',
        )}
      >
        {children}
      </span>
      <span className="max-w-full truncate text-xs text-ink-soft">{t(`reader.papers.${name}`)}</span>
    </label>
  )
}

function Sample({ background, ink }: { background: string; ink: string }) {
  return (
    <span
      className="flex size-full flex-1 items-center justify-center rounded-md font-serif text-sm"
      style={{ background, color: ink }}
    >
      Aa
    </span>
  )
}

function ColorField({ label, value, onChange }: { label: string; value: string; onChange: (color: string) => void }) {
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="color"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="size-9 cursor-pointer rounded-md border border-line bg-surface p-1"
      />
      {label}
    </label>
  )
}
