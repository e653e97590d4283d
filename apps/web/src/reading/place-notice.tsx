import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { moment } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { sourceName } from './source-name.ts'
import type { PlaceNews } from './use-book-place.ts'

/** Says that the book went on elsewhere, and leads there, or back from there. */
export function PlaceNotice({ news, onGo, onClose }: { news: PlaceNews; onGo: () => void; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const words = { where: sourceName(t, news), at: moment(news.at, i18n.language), share: news.place.fraction }
  return (
    <div
      role="status"
      className="absolute inset-x-2 top-16 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line bg-surface py-1 ps-4 pe-1 text-sm shadow-raised"
    >
      <span className="min-w-0 py-1">{t(news.hasGone ? 'reader.continuedFrom' : 'reader.readElsewhere', words)}</span>
      <span className="ms-auto flex items-center">
        <Button size="small" kind="ghost" className="text-accent" onClick={onGo}>
          {t(news.hasGone ? 'reader.backToOwn' : 'reader.goThere', words)}
        </Button>
        <IconButton label={t('reader.dismiss')} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </span>
    </div>
  )
}
