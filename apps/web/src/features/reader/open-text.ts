import type { Contents, OpenBook } from 'foliate-js/view.js'

/** A part of this length is laid out in a moment; a whole novel as one page is not. */
const PART_LETTERS = 60_000
/** A line that begins a chapter, in the languages in which plain texts mostly come. */
const HEADING =
  /^\s*(?:(?:chapter|book|part|kapitel|teil|buch|chapitre|livre|partie|cap[ií]tulo|parte|libro|capitolo|глава|часть)\s+[\divxlcdm]+\b.{0,60}|(?:prologue|epilogue|preface|introduction|prolog|epilog|vorwort|einleitung|nachwort))\s*$/iu

interface Part {
  title: string | null
  paragraphs: string[]
}

/** A plain text as a book: its paragraphs, and its chapters where lines say that one begins. */
export function openText(bytes: Uint8Array): OpenBook {
  const parts = partsOf(decode(bytes))
  const urls = new Map<number, string>()
  const contents = parts.flatMap(({ title }, index): Contents[] =>
    title ? [{ label: title, href: `part:${index}`, subitems: null }] : [],
  )
  return {
    sections: parts.map((part, index) => {
      const page = pageOf(part)
      return {
        id: String(index),
        size: page.length,
        load: async () => {
          const url = urls.get(index) ?? URL.createObjectURL(new Blob([page], { type: 'text/html' }))
          urls.set(index, url)
          return url
        },
        createDocument: async () => new DOMParser().parseFromString(page, 'text/html'),
      }
    }),
    toc: contents,
    metadata: {},
    resolveHref: (href) => ({ index: Number(href.replace('part:', '')), anchor: () => 0 }),
    splitTOCHref: (href) => [href.replace('part:', ''), null],
    getTOCFragment: (doc) => doc.body,
    destroy() {
      for (const url of urls.values()) URL.revokeObjectURL(url)
    },
  }
}

/** UTF-8 or UTF-16 where it is that, and otherwise what old Windows wrote. */
function decode(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(mark, { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Chapters where lines announce them, and never more than fits a page comfortably. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [{ title: null, paragraphs: [] }]
  let letters = 0
  for (const paragraph of paragraphsOf(text)) {
    const isHeading = HEADING.test(paragraph)
    if (isHeading || letters > PART_LETTERS) {
      if (parts.at(-1)?.paragraphs.length === 0) parts.pop()
      parts.push({ title: isHeading ? paragraph.trim() : null, paragraphs: [] })
      letters = 0
    }
    if (!isHeading) parts.at(-1)?.paragraphs.push(paragraph)
    letters += paragraph.length
  }
  return parts
}

/** Blank lines part paragraphs whose lines were broken at a width; without any, each line is one. */
function paragraphsOf(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n')
  const blocks = lines.split(/\n[ \t]*\n+/)
  const isWrapped = blocks.length > 1 && lines.length / blocks.length < 4_000
  const paragraphs = isWrapped ? blocks.flatMap(unwrapped) : lines.split('\n')
  return paragraphs.filter((paragraph) => paragraph.trim() !== '')
}

/** Verse and lists keep their lines; prose that was broken near the right margin flows. */
function unwrapped(block: string): string[] {
  const lines = block.split('\n')
  if (lines.length > 1 && lines.slice(0, -1).every((line) => line.trim().length < 50)) return lines
  return [lines.map((line) => line.trim()).join(' ')]
}

function pageOf({ title, paragraphs }: Part): string {
  const heading = title ? `<h1>${escaped(title)}</h1>` : ''
  return `<!doctype html><html><head><title></title><style>p { margin: 0; text-indent: 1.4em } h1 + p { text-indent: 0 } h1 { margin: 2em 0 1.5em; text-align: center; font-size: 1.4em }</style></head><body>${heading}${paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('')}</body></html>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
