import type { BookValues } from '@colophon/contract/web/edit-book.ts'
import {
  dateFault,
  type Fault,
  isbnFault,
  LONGEST,
  lengthFault,
  titleFault,
} from '@colophon/contract/web/edit-rules.ts'
import { isLanguageCode } from '#i18n/language-name.ts'

/** A line of a list while it is edited; the key keeps its field when lines move. */
type Line<Value> = Value & { key: number }

/** What stands in the form: like the values, with text everywhere. */
export interface Draft {
  title: string
  subtitle: string
  sortTitle: string
  creators: Line<BookValues['creators'][number]>[]
  series: Line<{ name: string; position: string }>[]
  tags: string[]
  genres: string[]
  publisher: string
  publishedOn: string
  language: string
  identifiers: Line<BookValues['identifiers'][number]>[]
  description: string
  libraryIds: string[]
}

let lastKey = 0
export const newKey = (): number => ++lastKey

export function draftOf(values: BookValues): Draft {
  const lines = <Value extends object>(list: Value[]) => list.map((value) => ({ ...value, key: newKey() }))
  return {
    ...values,
    subtitle: values.subtitle ?? '',
    sortTitle: values.sortTitle ?? '',
    publisher: values.publisher ?? '',
    publishedOn: values.publishedOn ?? '',
    language: values.language ?? '',
    description: values.description ?? '',
    creators: lines(values.creators),
    series: lines(values.series.map(({ name, position }) => ({ name, position: position ?? '' }))),
    identifiers: lines(values.identifiers),
  }
}

const orNull = (text: string) => (text.trim() === '' ? null : text)

export const valuesOf = (draft: Draft): BookValues => ({
  ...draft,
  subtitle: orNull(draft.subtitle),
  sortTitle: orNull(draft.sortTitle),
  publisher: orNull(draft.publisher),
  publishedOn: orNull(draft.publishedOn),
  language: orNull(draft.language),
  description: orNull(draft.description),
  creators: draft.creators.map(({ name, role }) => ({ name, role })),
  series: draft.series.map(({ name, position }) => ({ name, position: orNull(position) })),
  identifiers: draft.identifiers.map(({ scheme, value }) => ({ scheme, value })),
})

/** A rule that is broken; of languages the server takes any text. */
export type FieldFault = Fault | 'language'

type CheckedField = Exclude<keyof Draft, 'creators' | 'series' | 'identifiers' | 'libraryIds'>

/** What is wrong, by field, or by the key of a line. */
export interface Faults extends Partial<Record<CheckedField, FieldFault | undefined>> {
  lines: ReadonlyMap<number, FieldFault>
  /** The smaller field of a line: the position in a series, the kind of an identifier. */
  besides: ReadonlyMap<number, FieldFault>
}

/** @param given what the book has already: a language that came from a file is nothing that was typed here */
export function faultsOf(draft: Draft, given: Pick<BookValues, 'language'>): Faults {
  const lines = new Map<number, FieldFault>()
  const besides = new Map<number, FieldFault>()
  const note = (map: Map<number, FieldFault>, key: number, fault: FieldFault | undefined) => {
    if (fault) map.set(key, fault)
  }
  for (const { key, name } of [...draft.creators, ...draft.series]) note(lines, key, nameFault(name))
  for (const { key, position } of draft.series) note(besides, key, lengthFault(position, LONGEST.position))
  for (const { key, scheme, value } of draft.identifiers) {
    const isIsbn = scheme.trim().toLowerCase() === 'isbn'
    const isBlank = value.trim() === '' || scheme.trim() === ''
    const wrong = isBlank ? 'name' : isIsbn ? isbnFault(value) : lengthFault(value, LONGEST.identifier)
    note(lines, key, wrong)
    note(besides, key, lengthFault(scheme, LONGEST.scheme))
  }
  return {
    title: titleFault(draft.title) ?? lengthFault(draft.title, LONGEST.text),
    subtitle: lengthFault(draft.subtitle, LONGEST.text),
    sortTitle: lengthFault(draft.sortTitle, LONGEST.text),
    publisher: lengthFault(draft.publisher, LONGEST.text),
    description: lengthFault(draft.description, LONGEST.description),
    tags: wordsFault(draft.tags),
    genres: wordsFault(draft.genres),
    publishedOn: dateFault(draft.publishedOn),
    language: languageFault(draft.language, given.language),
    lines,
    besides,
  }
}

const nameFault = (name: string) => (name.trim() === '' ? 'name' : lengthFault(name, LONGEST.name))

const wordsFault = (words: string[]) => words.map((word) => lengthFault(word, LONGEST.name)).find(Boolean)

function languageFault(typed: string, given: string | null): FieldFault | undefined {
  const language = typed.trim()
  return language === '' || language === given?.trim() || isLanguageCode(language) ? undefined : 'language'
}

export const isFaultless = ({ lines, besides, ...fields }: Faults): boolean =>
  lines.size + besides.size === 0 && Object.values(fields).every((fault) => fault === undefined)
