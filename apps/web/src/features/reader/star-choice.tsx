import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'

/** One to five stars; the one that is taken, pressed again, takes them away. */
export function StarChoice({ value, onChange }: { value: number | null; onChange: (stars: number | null) => void }) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('reader.rate')} className="flex">
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          aria-label={t('reader.stars', { count: stars })}
          aria-pressed={value === stars}
          onClick={() => onChange(value === stars ? null : stars)}
          className="grid size-11 place-items-center rounded-lg text-accent hover:bg-sunken"
        >
          <Star size={26} aria-hidden className={cx(value !== null && value >= stars && 'fill-current')} />
        </button>
      ))}
    </div>
  )
}
