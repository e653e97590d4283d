import { GripVertical } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#ui/announcer.tsx'
import { cx } from '#ui/cx.ts'
import { useReorder } from '#ui/use-reorder.ts'
import { moved, type QualityChoice } from './quality-order.ts'

/** Formats of one kind in the order in which they are liked, each to be allowed or not. */
export function FormatOrder({
  label,
  formats,
  onChange,
}: {
  label: string
  formats: readonly QualityChoice[]
  onChange: (formats: QualityChoice[]) => void
}) {
  const { t } = useTranslation()
  const hint = useId()
  const order = useReorder({
    keys: formats.map(({ quality }) => quality),
    onMove: (from, to) => {
      onChange(moved(formats, from, to))
      const name = formats[from]?.quality.toUpperCase() ?? ''
      announce(t('profiles.quality.movedTo', { name, place: to + 1, count: formats.length }))
    },
  })
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <p id={hint} className="sr-only">
        {t('profiles.quality.moveHint')}
      </p>
      <ul
        ref={order.list}
        aria-label={label}
        className={cx('rounded-xl border border-line', order.dragged !== undefined && 'select-none')}
      >
        {formats.map(({ quality, isAllowed }, index) => {
          const shift = order.shiftOf(index)
          const name = quality.toUpperCase()
          return (
            <li
              key={quality}
              className={cx(
                'flex h-11 items-center gap-1 pe-3 not-first:border-t not-first:border-line/70',
                order.dragged === index && 'relative z-10 rounded-lg bg-surface shadow-raised',
              )}
              style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
            >
              <button
                type="button"
                aria-label={t('profiles.quality.move', { name })}
                aria-describedby={hint}
                className="grid h-full w-10 shrink-0 cursor-grab touch-none place-items-center rounded-lg text-ink-faint hover:text-ink active:cursor-grabbing"
                {...order.handleOf(index)}
              >
                <GripVertical size={16} aria-hidden />
              </button>
              <label className="flex h-full min-w-0 flex-1 items-center justify-between gap-2">
                <span className={cx('truncate text-[0.9375rem]', !isAllowed && 'text-ink-faint')}>{name}</span>
                <input
                  type="checkbox"
                  aria-label={t('profiles.quality.allow', { name })}
                  className="size-4.5 shrink-0 accent-accent"
                  checked={isAllowed}
                  onChange={(event) =>
                    onChange(
                      formats.map((one) =>
                        one.quality === quality ? { quality, isAllowed: event.target.checked } : one,
                      ),
                    )
                  }
                />
              </label>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
