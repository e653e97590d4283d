import type { AnnotationColor } from '@colophon/contract/web/annotations.ts'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { colors } from './notes-search.ts'

/** The colours of highlights; pressing the chosen one again shows all. */
export function ColorChoice({
  value,
  onChange,
}: {
  value: AnnotationColor | undefined
  onChange: (color: AnnotationColor | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('notes.color')} className="flex">
      {colors.map((color) => (
        <button
          key={color}
          type="button"
          aria-label={t(`notes.colors.${color}`)}
          title={t(`notes.colors.${color}`)}
          aria-pressed={color === value}
          onClick={() => onChange(color === value ? undefined : color)}
          className="grid size-11 place-items-center rounded-lg hover:bg-sunken"
        >
          <span
            className="grid size-6 place-items-center rounded-full border border-line-strong/50 text-black"
            style={{ background: `var(--mark-${color})` }}
          >
            {color === value ? <Check size={15} strokeWidth={3} aria-hidden /> : null}
          </span>
        </button>
      ))}
    </div>
  )
}
