import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'

/** Leads from one passage that was found to the next. */
export function FoundBar({
  at,
  count,
  onStep,
  onOpen,
  onClose,
}: {
  at: number
  count: number
  onStep: (by: number) => void
  onOpen: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('reader.results')}
      className="absolute inset-x-2 bottom-16 z-20 mx-auto flex w-fit items-center rounded-xl border border-line bg-surface shadow-raised"
    >
      <IconButton label={t('reader.foundBefore')} disabled={at <= 0} onClick={() => onStep(-1)}>
        <ChevronUp size={20} aria-hidden />
      </IconButton>
      <button type="button" onClick={onOpen} className="min-h-11 px-1 text-sm tabular-nums hover:underline">
        {t('reader.foundAt', { at: at + 1, total: count })}
      </button>
      <IconButton label={t('reader.foundNext')} disabled={at >= count - 1} onClick={() => onStep(1)}>
        <ChevronDown size={20} aria-hidden />
      </IconButton>
      <IconButton label={t('reader.endSearch')} onClick={onClose}>
        <X size={18} aria-hidden />
      </IconButton>
    </section>
  )
}
