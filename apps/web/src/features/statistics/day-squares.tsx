import { cx } from '#ui/cx.ts'
import { daysOfMonth } from './months.ts'

const STEP = 12

/** The days of a year as twelve small calendars; those on which something was read are filled. */
export function DaySquares({ year, days, names }: { year: number; days: readonly string[]; names: readonly string[] }) {
  const read = new Set(days)
  return (
    <div aria-hidden="true" className="grid grid-cols-3 gap-x-4 gap-y-5 sm:grid-cols-4 md:grid-cols-6">
      {names.map((name, month) => (
        <div key={name} className="flex flex-col gap-1.5">
          <span className="text-xs text-ink-faint">{name}</span>
          <svg viewBox={`0 0 ${7 * STEP} ${6 * STEP}`} className="w-full max-w-28">
            {daysOfMonth(year, month).map(({ day, column, row }) => (
              <rect
                key={day}
                x={column * STEP + 1}
                y={row * STEP + 1}
                width={STEP - 2}
                height={STEP - 2}
                rx={2}
                className={cx(read.has(day) ? 'fill-accent' : 'fill-sunken stroke-line')}
              />
            ))}
          </svg>
        </div>
      ))}
    </div>
  )
}
