import { Gauge, Minus, Moon, Plus, SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass, IconButton } from '#ui/button.tsx'
import { Menu, MenuChoice, MenuChoices, MenuHeading } from '#ui/menu.tsx'
import { clockTime } from './clock-time.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { skipLengths, speeds } from './player-settings.ts'
import { sleepMinutes } from './sleep.ts'

const usual = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]
const rounded = (speed: number) => Math.round(speed * 100) / 100

/** How fast it is read; the voice keeps its pitch. */
export function SpeedMenu() {
  const { t, i18n } = useTranslation()
  const player = usePlayer()
  const speed = usePlayerState((state) => state.settings.speed)
  const shown = (value: number) => `${value.toLocaleString(i18n.language)}×`
  const set = (value: number) => player.change({ speed: Math.min(speeds.most, Math.max(speeds.least, rounded(value))) })
  return (
    <Panel
      label={t('player.speedIs', { speed: shown(speed) })}
      name={t('player.speed')}
      button={
        <>
          <Gauge size={18} aria-hidden />
          <span className="tabular-nums">{shown(speed)}</span>
        </>
      }
    >
      <div className="flex items-center justify-between">
        <IconButton
          label={t('player.slower')}
          disabled={speed <= speeds.least}
          onClick={() => set(speed - speeds.step)}
        >
          <Minus size={20} aria-hidden />
        </IconButton>
        <output aria-live="polite" className="text-lg font-medium tabular-nums">
          {shown(speed)}
        </output>
        <IconButton label={t('player.faster')} disabled={speed >= speeds.most} onClick={() => set(speed + speeds.step)}>
          <Plus size={20} aria-hidden />
        </IconButton>
      </div>
      <div className="grid grid-cols-4 gap-1.5">
        {usual.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === speed}
            onClick={() => set(value)}
            className="min-h-10 rounded-lg border border-line text-sm tabular-nums hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {shown(value)}
          </button>
        ))}
      </div>
    </Panel>
  )
}

/** When to stop by itself. */
export function SleepMenu() {
  const { t } = useTranslation()
  const player = usePlayer()
  const sleep = usePlayerState((state) => state.sleep)
  const left = useSleepLeft()
  const value = sleep === null ? 'off' : sleep.kind === 'chapter' ? 'chapter' : String(sleep.minutes)
  const choose = (choice: string) => {
    if (choice === 'off') player.sleepAfter(null)
    else if (choice === 'chapter') player.sleepAfter({ kind: 'chapter', chapter: player.currentChapter() })
    else player.sleepAfter({ kind: 'clock', minutes: Number(choice), at: Date.now() + Number(choice) * 60_000 })
  }
  const label = left === null ? t('player.sleep') : t('player.sleepIs', { time: clockTime(left) })
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" aria-label={label} title={label} className={buttonClass({ kind: 'ghost' })}>
          <Moon size={18} aria-hidden />
          {left === null ? null : <span className="tabular-nums">{clockTime(left)}</span>}
        </button>
      }
    >
      <MenuHeading>{t('player.sleep')}</MenuHeading>
      <MenuChoices value={value} onChange={choose}>
        <MenuChoice value="off">{t('player.sleepOff')}</MenuChoice>
        <MenuChoice value="chapter">{t('player.sleepChapter')}</MenuChoice>
        {sleepMinutes.map((minutes) => (
          <MenuChoice key={minutes} value={String(minutes)}>
            {t('player.sleepMinutes', { count: minutes })}
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  )
}

/** Volume, and how far the skips go. */
export function SoundMenu() {
  const { t } = useTranslation()
  const player = usePlayer()
  const { volume, skipBack, skipForward } = usePlayerState((state) => state.settings)
  const skip = (label: string, value: number, onChange: (value: number) => void) => (
    <label className="flex items-center justify-between gap-4 text-sm">
      {label}
      <select
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="min-h-10 rounded-lg border border-line bg-surface px-2"
      >
        {skipLengths.map((length) => (
          <option key={length} value={length}>
            {t('player.seconds', { count: length })}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Panel
      label={t('player.settings')}
      name={t('player.settings')}
      button={<SlidersHorizontal size={18} aria-hidden />}
    >
      <label className="flex flex-col gap-1 text-sm font-medium">
        {t('player.volume')}
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={volume}
          onChange={(event) => player.change({ volume: Number(event.target.value) })}
          className="slider h-9"
        />
      </label>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-sm font-medium">{t('player.skips')}</legend>
        {skip(t('player.skipBack'), skipBack, (value) => player.change({ skipBack: value }))}
        {skip(t('player.skipForward'), skipForward, (value) => player.change({ skipForward: value }))}
      </fieldset>
    </Panel>
  )
}

function Panel({
  label,
  name,
  button,
  children,
}: {
  label: string
  name: string
  button: ReactNode
  children: ReactNode
}) {
  return (
    <Popover.Root>
      <Popover.Trigger aria-label={label} title={label} className={buttonClass({ kind: 'ghost' })}>
        {button}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={12}
          aria-label={name}
          className="z-40 flex w-64 flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-raised"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Counts down by the second while a timer is set. */
function useSleepLeft(): number | null {
  const player = usePlayer()
  const isSet = usePlayerState((state) => state.sleep !== null)
  const [, tick] = useState(0)
  useEffect(() => {
    if (!isSet) return undefined
    const timer = setInterval(() => tick((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [isSet])
  return player.sleepLeft()
}
