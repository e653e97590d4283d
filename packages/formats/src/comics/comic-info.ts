import { toPlace } from '../epub/read-series.ts'
import type { Creator, CreatorRole } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'
import { tidyLine, tidyText } from '../text/tidy.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { ComicFacts } from './comic-facts.ts'

const PEOPLE: [field: string, role: CreatorRole][] = [
  ['writer', 'author'],
  ['translator', 'translator'],
  ['penciller', 'illustrator'],
  ['inker', 'illustrator'],
  ['colorist', 'illustrator'],
  ['coverartist', 'illustrator'],
  ['editor', 'editor'],
  ['letterer', 'contributor'],
]

/** Reads a ComicInfo.xml (ComicRack, all versions). */
export function parseComicInfo(xml: string): ComicFacts {
  const { fields, frontCover } = readFields(xml)
  const place = toPlace(fields.get('series'), fields.get('number'))
  const isbn = normaliseIsbn(fields.get('gtin') ?? '')
  return {
    title: tidyLine(fields.get('title')),
    series: place ? [place] : [],
    creators: PEOPLE.flatMap(([field, role]) => people(fields.get(field), role)),
    description: tidyText(fields.get('summary')),
    publisher: tidyLine(fields.get('publisher'), 500),
    published: dateOf(fields.get('year'), fields.get('month'), fields.get('day')),
    languages: splitList(fields.get('languageiso')),
    subjects: [...splitList(fields.get('genre')), ...splitList(fields.get('tags'))],
    identifiers: isbn && /^(97[89]|\d{9}.$)/.test(isbn) ? [{ scheme: 'isbn', value: isbn }] : [],
    isRightToLeft: fields.get('manga')?.trim().toLowerCase() === 'yesandrighttoleft',
    frontCover,
  }
}

function readFields(xml: string): { fields: Map<string, string>; frontCover: number | null } {
  const fields = new Map<string, string>()
  let frontCover: number | null = null
  let depth = 0
  let current = ''
  walkXml(xml, {
    open(name, attributes) {
      depth++
      if (name !== 'page' || attributes.type?.toLowerCase() !== 'frontcover' || frontCover !== null) return undefined
      const image = Number.parseInt(attributes.image ?? '', 10)
      if (image >= 0) frontCover = image
      return undefined
    },
    text(text) {
      if (depth === 2) current += text
    },
    close(name) {
      if (depth === 2) {
        if (current.trim() && !fields.has(name)) fields.set(name, current)
        current = ''
      }
      depth--
      return undefined
    },
  })
  return { fields, frontCover }
}

/** “John Q. Public, Jr.” is one person, although lists are separated by commas. */
function people(list: string | undefined, role: CreatorRole): Creator[] {
  const names: string[] = []
  for (const part of (list ?? '').split(/[,;]/).map((name) => name.trim())) {
    if (/^(jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?$/i.test(part) && names.length > 0) names.push(`${names.pop()}, ${part}`)
    else if (part) names.push(part)
  }
  return names.map((name) => ({ name, sort: null, role }))
}

function splitList(text: string | undefined): string[] {
  return (text ?? '').split(/[,;]/).flatMap((part) => tidyLine(part, 200) ?? [])
}

/** A date only as far as its parts make sense. */
export function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const [y, m, d] = [year, month, day].map((part) => Number.parseInt(part ?? '', 10)) as [number, number, number]
  if (!(y >= 1000 && y <= 9999)) return null
  if (!(m >= 1 && m <= 12)) return String(y)
  const yearMonth = `${y}-${String(m).padStart(2, '0')}`
  return d >= 1 && d <= 31 ? `${yearMonth}-${String(d).padStart(2, '0')}` : yearMonth
}
