import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import type { PdfSearch } from './use-pdf-search.ts'

/** Words to look for, and the way from hit to hit. */
export function SearchBar({
  field,
  words,
  search,
  index,
  onWords,
  onIndex,
  onClose,
}: {
  /** Gets the field that the words are written in. */
  field: React.RefObject<HTMLInputElement | null>
  words: string
  search: PdfSearch
  index: number
  onWords: (words: string) => void
  onIndex: (index: number) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  useEffect(() => field.current?.focus(), [field])
  const { hits, share } = search
  const count = hits.length
  const move = (by: number) => count > 0 && onIndex((index + by + count) % count)
  const said =
    words.trim().length < 2
      ? ''
      : count > 0
        ? t('pdf.hit', { index: index + 1, count })
        : share < 1
          ? t('pdf.searching', { share })
          : t('pdf.noHits')
  return (
    <search className="absolute inset-x-2 top-16 z-30 ms-auto flex max-w-md items-center gap-1 rounded-xl border border-line bg-surface ps-3 shadow-raised">
      <input
        ref={field}
        type="search"
        value={words}
        aria-label={t('pdf.search')}
        placeholder={t('pdf.search')}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') move(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') onClose()
        }}
        className="min-h-11 min-w-0 flex-1 bg-transparent outline-none"
      />
      <output aria-live="polite" className="shrink-0 text-sm text-ink-faint tabular-nums">
        {said}
      </output>
      <IconButton label={t('pdf.previousHit')} disabled={count === 0} onClick={() => move(-1)}>
        <ChevronUp size={18} aria-hidden />
      </IconButton>
      <IconButton label={t('pdf.nextHit')} disabled={count === 0} onClick={() => move(1)}>
        <ChevronDown size={18} aria-hidden />
      </IconButton>
      <IconButton label={t('pdf.endSearch')} onClick={onClose}>
        <X size={18} aria-hidden />
      </IconButton>
    </search>
  )
}
