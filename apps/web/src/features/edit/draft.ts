import type { BookValues } from '@colophon/contract/web/edit-book.ts'
import { dateFault, type Fault, isbnFault, titleFault } from '@colophon/contract/web/edit-rules.ts'

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

/** What is wrong, by field, or by the key of a line. */
export interface Faults {
  title?: Fault | undefined
  publishedOn?: Fault | undefined
  lines: ReadonlyMap<number, Fault>
}

export function faultsOf(draft: Draft): Faults {
  const lines = new Map<number, Fault>()
  for (const { key, name } of [...draft.creators, ...draft.series]) if (name.trim() === '') lines.set(key, 'name')
  for (const { key, scheme, value } of draft.identifiers) {
    const fault =
      value.trim() === '' || scheme.trim() === ''
        ? 'name'
        : scheme.trim().toLowerCase() === 'isbn'
          ? isbnFault(value)
          : undefined
    if (fault) lines.set(key, fault)
  }
  return { title: titleFault(draft.title), publishedOn: dateFault(draft.publishedOn), lines }
}

export const isFaultless = ({ title, publishedOn, lines }: Faults): boolean =>
  !title && !publishedOn && lines.size === 0
