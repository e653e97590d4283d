import { useTranslation } from 'react-i18next'

export function Spinner({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={`animate-spin ${className}`} aria-hidden="true" fill="none">
      <circle cx="12" cy="12" r="9" stroke="currentColor" strokeOpacity="0.2" strokeWidth="2.5" />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}

/** For a page that is on its way; shown late, so that quick pages do not flash. */
export function Waiting() {
  const { t } = useTranslation()
  return (
    <div role="status" className="grid animate-[appear_200ms_400ms_both] place-items-center py-24 text-ink-faint">
      <Spinner />
      <span className="sr-only">{t('ui.loading')}</span>
    </div>
  )
}
