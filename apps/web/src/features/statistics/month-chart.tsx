import { wholeNumber } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'

const WIDTH = 28
const HEIGHT = 96
const TOP = 16
const BOTTOM = 18

/** A column for each month. Says nothing to those who listen: the numbers stand in the table below. */
export function MonthChart({
  values,
  names,
  locale,
}: {
  values: readonly number[]
  /** One letter or two for each month. */
  names: readonly string[]
  locale: string
}) {
  const most = Math.max(1, ...values)
  return (
    <svg
      viewBox={`0 0 ${12 * WIDTH} ${TOP + HEIGHT + BOTTOM}`}
      aria-hidden="true"
      className="w-full max-w-xl font-sans text-[0.6875rem]"
    >
      <path d={`M0 ${TOP + HEIGHT + 0.5}H${12 * WIDTH}`} className="stroke-line" />
      {values.map((value, month) => {
        const height = (value / most) * HEIGHT
        const middle = month * WIDTH + WIDTH / 2
        return (
          <g key={month} textAnchor="middle">
            {value > 0 ? (
              <>
                <rect
                  x={middle - 9}
                  y={TOP + HEIGHT - height}
                  width={18}
                  height={height}
                  rx={Math.min(3, height / 2)}
                  className="fill-accent"
                />
                <text x={middle} y={TOP + HEIGHT - height - 5} className="fill-ink tabular-nums">
                  {wholeNumber(value, locale)}
                </text>
              </>
            ) : null}
            <text x={middle} y={TOP + HEIGHT + 14} className={cx(value > 0 ? 'fill-ink-soft' : 'fill-ink-faint')}>
              {names[month]}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
