import type { FoundPerson, FoundWork } from '#domain/metadata/provider.ts'
import { foldTitle, slug } from '#kernel/text.ts'
import { workOf } from '../blank-work.ts'
import { count, date, isbns, line, prose } from '../reading.ts'
import { fieldsOf, type MarcField, type MarcRecord, valueOf } from './marc.ts'

/** A work out of one record, with what tells its parts apart. */
export interface RecordedWork {
  work: FoundWork
  /** By which records of one work are put together. */
  key: string
}

const GENRE_ONLY =
  /^(?:(?:un)?gekürzte |vollständige )?(?:roman|romane|thriller|krimi|kriminalroman|lesung|autorenlesung|hörbuch|hörspiel|sachbuch|bestseller|erzählungen?)$/i
const LONGEST_SUBTITLE = 80

/** Undefined for a record without a number or a title. */
export function workOfRecord(record: MarcRecord): RecordedWork | undefined {
  const id = line(record.control['001'])
  const main = trimmed(valueOf(record, '245', 'a'))
  if (!id || !/^[\dA-Za-z-]{1,30}$/.test(id) || !main) return undefined
  const part = trimmed(valueOf(record, '245', 'p'))
  const number = trimmed(valueOf(record, '245', 'n'))
  const rest = trimmed(valueOf(record, '245', 'b'))
  const cut = cutVolume(part ?? main)
  const volume = (part ? null : volumeOf(number)) ?? cut.volume ?? volumeOf(rest)
  const title = volume === null ? cut.title : `${cut.title}, Teil ${volume}`
  const authors = authorsOf(record)
  const isAudio = record.leader[6] === 'i' || /hörbuch|\bcds?\b|audio/i.test(valueOf(record, '300', 'a') ?? '')
  const work = workOf({ provider: 'dnb', foreignId: `dnb:${id}` }, title, {
    subtitle: volume === null ? subtitleOf(rest) : null,
    description: prose(valueOf(record, '520', 'a') ?? ''),
    authors,
    narrators: peopleOf(record, '700', (role) => role === 'nrt' || /sprecher|erzähler/i.test(role)).map(
      ({ name }) => name,
    ),
    releaseDate: yearOf(valueOf(record, '264', 'c') ?? valueOf(record, '260', 'c')),
    language: line(valueOf(record, '041', 'a')),
    mediaType: isAudio ? 'audiobook' : 'ebook',
    isbns: isbns(fieldsOf(record, '020').flatMap(({ a = [] }) => a)),
    pages: count(/^(?:\D{0,20})?(\d{1,5})\s*(?:S\.|Seiten)/.exec(valueOf(record, '300', 'a') ?? '')?.[1]),
    series: seriesOf(record, part ? main : null, number),
  })
  return { work, key: `${foldTitle(cut.title)}|${volume ?? ''}` }
}

/** A title without the signs that librarians put between its parts. */
function trimmed(text: string | null): string | null {
  const clean = line(text)
    ?.replace(/\s*[:/;,=]+$/, '')
    .trim()
  return clean || null
}

function subtitleOf(text: string | null): string | null {
  if (!text || text.length >= LONGEST_SUBTITLE || GENRE_ONLY.test(text)) return null
  return /^(ein|eine) |^deutsche ausgabe/i.test(text) ? null : text
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10 }
const VOLUME = /(?:^|[\s.,(])(?:band|bd\.?|teil|vol\.?)\s*(\d{1,3}|[ivx]{1,6})\b/i

/** Which volume of a work it is: Band, Bd., Teil and Vol. say so; a day of a chronicle is no volume. */
export function volumeOf(text: string | null): number | null {
  const found = VOLUME.exec(text ?? '')?.[1]
  return found ? numberOf(found) : null
}

/** `Die Furcht des Weisen (1)` and `…, Band 1` are volume 1 of `Die Furcht des Weisen`. */
function cutVolume(title: string): { title: string; volume: number | null } {
  const inBrackets = /^(.+?)\s*[([](\d{1,3}|[ivx]{1,6})[)\]]$/i.exec(title)
  const named = /^(.+?)[\s.,:;–-]+(?:band|bd\.?|teil|vol\.?)\s*(\d{1,3}|[ivx]{1,6})\.?$/i.exec(title)
  const [, rest, number] = inBrackets ?? named ?? []
  return rest && number ? { title: rest, volume: numberOf(number) } : { title, volume: null }
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const values = [...text.toLowerCase()].map((letter) => ROMAN[letter] ?? 0)
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

function yearOf(text: string | null): string | null {
  return date(text)?.slice(0, 4) ?? null
}

export function authorsOf(record: MarcRecord): FoundPerson[] {
  // Whoever stands in the first place wrote it, also where no role is given.
  const isAuthor = (role: string) => role === 'aut' || /^verfasser/i.test(role)
  const first = peopleOf(record, '100', (role) => role === '' || isAuthor(role))
  const found = new Map([...first, ...peopleOf(record, '700', isAuthor)].map((who) => [who.name, who]))
  return [...found.values()]
}

function peopleOf(record: MarcRecord, tag: string, hasRole: (role: string) => boolean): FoundPerson[] {
  return fieldsOf(record, tag).flatMap((field) => {
    const roles = [...(field['4'] ?? []), ...(field.e ?? [])]
    const name = nameOf(field)
    return name && (roles.length === 0 ? hasRole('') : roles.some(hasRole))
      ? [{ name, foreignId: idOfPerson(field, name) }]
      : []
  })
}

/** `Rothfuss, Patrick` is Patrick Rothfuss. */
function nameOf(field: MarcField): string | null {
  const inverted = line(field.a?.[0])?.replace(/[,\s]+$/, '')
  if (!inverted) return null
  const [last = '', first = '', ...more] = inverted.split(/,\s*/)
  return first === '' || more.length > 0 ? inverted : `${first} ${last}`
}

function idOfPerson(field: MarcField, name: string): string {
  const gnd = field['0']?.map((value) => /^\(DE-588\)([\dX-]{5,20})$/.exec(value)?.[1]).find(Boolean)
  return gnd ? `dnb:gnd:${gnd}` : `dnb:author:${slug(name)}`
}

/** Named in a place of its own, or as the title that a part belongs to. */
function seriesOf(record: MarcRecord, whole: string | null, number: string | null) {
  const places = new Map<string, { foreignId: null; name: string; position: string | null }>()
  const add = (name: string | null, volume: string | null) => {
    const key = name && foldTitle(name)
    const position = /\d{1,4}(?:\.\d+)?/.exec(volume ?? '')?.[0] ?? null
    if (name && key && !places.has(key)) places.set(key, { foreignId: null, name, position })
  }
  for (const field of fieldsOf(record, '800')) add(trimmed(field.t?.[0] ?? null), field.v?.[0] ?? null)
  // The first of these is the series; a number in a publisher's paperback list follows it.
  const [first] = fieldsOf(record, '490')
  if (first) add(trimmed(first.a?.[0] ?? null), first.v?.[0] ?? null)
  add(whole, number)
  return [...places.values()]
}

/** Each work once: of several printings the oldest gives the year, and all give their ISBNs. */
export function collapse(found: RecordedWork[]): FoundWork[] {
  const works = new Map<string, FoundWork>()
  for (const { work, key } of found) {
    const known = works.get(`${key}|${work.mediaType}`)
    works.set(`${key}|${work.mediaType}`, known ? together(known, work) : work)
  }
  return [...works.values()]
}

function together(one: FoundWork, other: FoundWork): FoundWork {
  const years = [one.releaseDate, other.releaseDate].filter((year) => year !== null).sort()
  return {
    ...one,
    subtitle: one.subtitle ?? other.subtitle,
    description: one.description || other.description,
    authors: one.authors.length > 0 ? one.authors : other.authors,
    releaseDate: years[0] ?? null,
    language: one.language ?? other.language,
    isbns: [...new Set([...one.isbns, ...other.isbns])],
    pages: one.pages ?? other.pages,
    series: one.series.length > 0 ? one.series : other.series,
  }
}
