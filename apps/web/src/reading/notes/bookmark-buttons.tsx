import { Bookmark, NotebookText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'

/** Marks the place that is open, and leads to all that are marked. */
export function BookmarkButtons({
  isSet,
  said,
  onToggle,
  onList,
}: {
  isSet: boolean
  /** What became of the bookmark, for a moment. */
  said: string
  onToggle: () => void
  onList: () => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <IconButton label={t('reader.bookmark')} aria-pressed={isSet} onClick={onToggle}>
        <Bookmark size={20} aria-hidden className={cx(isSet && 'fill-accent text-accent')} />
      </IconButton>
      <IconButton label={t('reader.notes')} onClick={onList}>
        <NotebookText size={20} aria-hidden />
      </IconButton>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}
