import type { AnnotationColor } from '@colophon/contract/web/annotations.ts'
import { BookOpenText, Copy, Ellipsis, Languages, MessageSquareText, Search, Share2, Trash2 } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem, MenuLink } from '#ui/menu.tsx'
import { MarkColors } from './mark-colors.tsx'
import type { Spot } from './spot.ts'

/** What can be done with a passage: one that is selected, or one that was marked before. */
export function PassageBar({
  spot,
  text,
  language,
  color,
  onColor,
  onNote,
  onCopy,
  onShare,
  onSearch,
  onRemove,
}: {
  spot: Spot
  text: string
  language: string
  /** Of a passage that is marked already. */
  color: AnnotationColor | null
  onColor: (color: AnnotationColor) => void
  onNote: () => void
  onCopy: () => void
  onShare: () => void
  onSearch: () => void
  onRemove?: (() => void) | undefined
}) {
  const { t, i18n } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ left: 0, top: -200 })
  useLayoutEffect(() => {
    const element = bar.current
    if (!element) return
    setAt(beside(spot, { width: element.offsetWidth, height: element.offsetHeight }))
  }, [spot])
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('reader.passage')}
      className="fixed z-30 flex max-w-[calc(100vw-1rem)] flex-wrap items-center rounded-xl border border-line bg-surface p-1 shadow-raised"
      style={at}
      // A press must not take the selection away from the page.
      onPointerDown={(event) => event.preventDefault()}
    >
      <MarkColors chosen={color} onChoose={onColor} />
      <IconButton label={t('reader.note')} onClick={onNote}>
        <MessageSquareText size={19} aria-hidden />
      </IconButton>
      <IconButton label={t('reader.copy')} onClick={onCopy}>
        <Copy size={18} aria-hidden />
      </IconButton>
      {onRemove ? (
        <IconButton label={t('reader.removeNote')} onClick={onRemove}>
          <Trash2 size={18} aria-hidden />
        </IconButton>
      ) : null}
      <Menu
        trigger={
          <IconButton label={t('reader.morePassage')}>
            <Ellipsis size={19} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={onShare}>
          <Share2 size={17} aria-hidden /> {t('reader.sharePassage')}
        </MenuItem>
        <MenuItem onSelect={onSearch}>
          <Search size={17} aria-hidden /> {t('reader.searchPassage')}
        </MenuItem>
        <Elsewhere href={dictionaryAddress(text, language)}>
          <BookOpenText size={17} aria-hidden /> {t('reader.lookUp')}
        </Elsewhere>
        <Elsewhere href={translationAddress(text, language, i18n.language)}>
          <Languages size={17} aria-hidden /> {t('reader.translate')}
        </Elsewhere>
      </Menu>
    </div>
  )
}

function Elsewhere({ href, children }: { href: string; children: ReactNode }) {
  return (
    <MenuLink>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    </MenuLink>
  )
}

/** Above the passage where there is room; below it where there is none, and under a finger that holds it. */
export function beside(spot: Spot, { width, height }: { width: number; height: number }) {
  const gap = matchMedia('(pointer: coarse)').matches ? 28 : 10
  const isBelow = spot.top - height - gap < 60 || gap > 10
  const below = Math.min(innerHeight - height - 64, spot.bottom + gap)
  const middle = (spot.left + spot.right) / 2 - width / 2
  return {
    left: Math.max(8, Math.min(innerWidth - width - 8, middle)),
    top: Math.max(8, isBelow ? below : spot.top - height - gap),
  }
}

const languageOf = (tag: string) => (/^[a-z]{2,3}/i.exec(tag)?.[0] ?? 'en').toLowerCase()

/** A dictionary in the language of the book. */
export function dictionaryAddress(text: string, language: string): string {
  const words = text
    .trim()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .slice(0, 100)
  return `https://${languageOf(language)}.wiktionary.org/w/index.php?${new URLSearchParams({ search: words })}`
}

/** Translated into the language of the app. */
export function translationAddress(text: string, from: string, to: string): string {
  const passage = text.trim().slice(0, 1_500)
  return `https://translate.google.com/?${new URLSearchParams({ sl: from ? languageOf(from) : 'auto', tl: languageOf(to), text: passage, op: 'translate' })}`
}
