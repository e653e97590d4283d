import { useTranslation } from 'react-i18next'
import { ProgressBar } from './progress.tsx'

/** Stands where a book will be as soon as it is here; not seen where that takes a moment only. */
export function OpeningBook({ title, share }: { title?: string | undefined; share: number | null }) {
  const { t } = useTranslation()
  return (
    <main className="grid min-h-dvh animate-[appear_200ms_300ms_both] place-content-center gap-4 px-8 text-center">
      <h1 className="font-serif text-lg">{title ?? t('ui.loading')}</h1>
      <ProgressBar share={share} label={t('reader.opening')} className="w-56" />
    </main>
  )
}
