import { cx } from './cx.ts'

/** `share` from 0 to 1; null where nobody knows how much there is to do. */
export function ProgressBar({ share, label, className }: { share: number | null; label: string; className?: string }) {
  const percent = share === null ? undefined : Math.round(share * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cx('h-1.5 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cx(
          'h-full rounded-full bg-accent transition-[width] duration-300 ease-out',
          share === null && 'w-1/3 animate-[sweep_1.6s_ease-in-out_infinite]',
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
