import type { AnnotationColor } from '@colophon/contract/web/annotations.ts'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export const markColors = ['yellow', 'green', 'blue', 'pink', 'purple'] as const satisfies readonly AnnotationColor[]

/** The colours of a highlight beside each other. */
export function MarkColors({
  chosen,
  onChoose,
}: {
  chosen: AnnotationColor | null
  onChoose: (color: AnnotationColor) => void
}) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('reader.color')} className="flex">
      {markColors.map((color) => (
        <button
          key={color}
          type="button"
          aria-label={t(`reader.colors.${color}`)}
          title={t(`reader.colors.${color}`)}
          aria-pressed={color === chosen}
          onClick={() => onChoose(color)}
          className="grid size-10 place-items-center rounded-lg hover:bg-sunken pointer-coarse:size-11"
        >
          <span
            className="grid size-6 place-items-center rounded-full border border-line-strong/50 text-black"
            style={{ background: `var(--mark-${color})` }}
          >
            {color === chosen ? <Check size={15} strokeWidth={3} aria-hidden /> : null}
          </span>
        </button>
      ))}
    </div>
  )
}
