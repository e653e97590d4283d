import type { BookCard } from '@colophon/contract/web/books.ts'
import { address } from '#api/address.ts'
import { coverAddress } from '#api/cover-address.ts'
import { frameLook } from '#app/frame-look.ts'
import { cardLook, readWidth, toldFormats } from '#features/books/card-look.ts'
import { filterLook } from '#features/books/filter-look.ts'
import { gridShape } from '#features/books/grid-shape.ts'
import { keptViewSettings } from '#features/books/kept-view-settings.ts'
import { clothOf, coverLook, settleCover } from '#ui/cover-look.ts'
import { headerLook } from '#ui/header-look.ts'

/** A word that is not known yet. */
const WORD = 'inline-block rounded-sm bg-line/60'

/**
 * Draws the first screen of the library: each book where the app will have it, and shapes for the words around them. The
 * app puts itself in its place.
 * @param books the first ones of the list, of which so many are drawn as the screen holds
 */
export function drawLibrary(root: HTMLElement, books: readonly BookCard[]): void {
  const shelf = make('div', 'mt-4 sm:mt-6')
  const main = make('main', frameLook.main, make('div', frameLook.page, header(), filters(), shelf))
  const columns = make('div', frameLook.columns, make('aside', frameLook.sidebar), main)
  // To look at and to point at: who listens or goes by keyboard would lose their place when the app comes.
  columns.ariaHidden = 'true'
  root.append(columns, make('div', frameLook.bottomBar, make('span', frameLook.bottomItem)))
  fill(shelf, books)
}

const header = () =>
  make(
    'div',
    headerLook.header,
    make(
      'div',
      headerLook.words,
      make('span', headerLook.title, make('span', `${WORD} h-[0.8em] w-24`)),
      make('span', headerLook.detail, make('span', `${WORD} h-[0.8em] w-20`)),
    ),
    // As high as the buttons that will be there.
    make('div', 'h-11 md:h-9'),
  )

const filters = () =>
  make('div', filterLook.bar, make('span', `${filterLook.chip} w-28 rounded-full border-line bg-surface`))

/** Only as high as what is drawn: who scrolled further would be sent back to the top by the app. */
function fill(shelf: HTMLElement, books: readonly BookCard[]): void {
  const { top, width } = shelf.getBoundingClientRect()
  const { columns, cardWidth, gap, rowHeight } = gridShape(width, keptViewSettings().coverWidth)
  const rows = Math.max(1, Math.ceil((innerHeight - top) / rowHeight))
  const list = make('ul', 'relative')
  list.style.height = `${rows * rowHeight}px`
  for (const [index, book] of books.slice(0, rows * columns).entries()) {
    const place = make('li', cardLook.place, make('div', cardLook.card, card(book)))
    place.style.width = `${cardWidth}px`
    place.style.insetInlineStart = `${(index % columns) * (cardWidth + gap)}px`
    place.style.transform = `translateY(${Math.floor(index / columns) * rowHeight}px)`
    list.append(place)
  }
  shelf.append(list)
}

function card(book: BookCard): HTMLElement {
  const authors = book.authors.join(', ')
  const onCover = make('span', cardLook.onCover, cover(book, authors))
  if (book.series?.position) onCover.append(make('span', `${cardLook.tag} start-1.5`, book.series.position))
  const told = toldFormats(book)
  if (told) onCover.append(make('span', `${cardLook.tag} end-1.5`, told))
  const width = readWidth(book)
  if (width) {
    const part = make('span', cardLook.readPart)
    part.style.width = width
    onCover.append(make('span', cardLook.readShare, part))
  }
  const link = make(
    'a',
    cardLook.link,
    onCover,
    make('span', cardLook.title, book.title),
    make('span', cardLook.authors, authors),
  )
  link.tabIndex = -1
  link.href = address(`books/${encodeURIComponent(book.id)}`)
  return link
}

function cover({ title, coverUrl, coverColor }: BookCard, authors: string): HTMLElement {
  const src = coverAddress(coverUrl, 'small')
  const frame = make('span', coverLook.frame)
  const drawn = () => {
    frame.style.backgroundColor = clothOf(title)
    const words = make('span', coverLook.clothFrame, make('span', coverLook.clothTitle, title))
    if (authors) words.append(make('span', coverLook.clothAuthor, authors))
    return make('span', coverLook.cloth, words)
  }
  if (src) {
    if (coverColor) frame.style.backgroundColor = coverColor
    const picture = make('img', coverLook.picture)
    picture.dataset.state = 'loading'
    picture.decoding = 'async'
    picture.alt = ''
    picture.onload = () => settleCover(picture)
    picture.onerror = () => picture.replaceWith(drawn())
    picture.src = src
    frame.append(picture)
  } else frame.append(drawn())
  frame.append(make('span', coverLook.edge))
  return frame
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = className
  element.append(...content)
  return element
}
