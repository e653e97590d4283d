import type { BookCard } from '@colophon/contract/web/books.ts'
import { formatName } from '#i18n/format-name.ts'

/** How a book of the grid looks; for the component, and for the page that shows books before there are components. */
export const cardLook = {
  place: 'absolute top-0 contain-layout',
  card: 'group relative',
  link: 'block rounded-[3px] outline-offset-4 [-webkit-touch-callout:none]',
  onCover: 'relative block rounded-[3px] transition-transform duration-200 ease-out motion-reduce:transform-none',
  tag: 'absolute bottom-1.5 rounded-sm bg-black/75 px-1.5 py-0.5 text-[0.6875rem] leading-4 font-medium text-white tabular-nums',
  readShare: 'absolute inset-x-0 bottom-0 h-1 overflow-hidden rounded-b-[3px] bg-black/45',
  readPart: 'block h-full bg-[#74c5a9]',
  title:
    'mt-2.5 line-clamp-2 font-serif wrap-anywhere text-[0.9375rem] leading-5 font-semibold group-hover:text-accent max-sm:text-sm max-sm:leading-[1.15rem]',
  authors: 'mt-0.5 line-clamp-1 text-[0.8125rem] leading-5 text-ink-faint',
}

/** The formats that a cover tells of; that a book is an EPUB goes without saying. */
export const toldFormats = ({ formats }: BookCard): string =>
  formats
    .filter((format) => format !== 'epub')
    .map(formatName)
    .join(' · ')

/** How much of a book is read, as the width of its line; undefined where nothing is, or all. */
export const readWidth = ({ progress, state }: BookCard): string | undefined =>
  progress !== null && progress > 0 && state !== 'finished' ? `${Math.max(2, progress * 100)}%` : undefined
