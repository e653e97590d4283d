import { hasRightCheckDigit, normaliseIsbn } from '@colophon/formats/isbn.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { BookRole } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, invalid } from '#kernel/errors.ts'
import { nameKey, normaliseName } from '#kernel/text.ts'
import { uniqueBy } from '#kernel/unique.ts'
import { type BookState, isSame, type StateField } from './book-state.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { cleanDescription } from './clean-description.ts'
import {
  type EditableBook,
  type Identifier,
  identifierColumns,
  identifiersOf,
  readEditable,
  versionOf,
} from './edit-form.ts'
import { withLocks } from './locks.ts'
import { releaseDate } from './new-book-rows.ts'
import { ensureAuthors, ensureSeries, ensureTags } from './people.ts'
import { recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import { writeState } from './write-state.ts'

/** What a person typed; people, series and tags by name. */
export interface BookRevision {
  title: string
  subtitle: string | null
  sortTitle: string | null
  creators: { name: string; role: BookRole }[]
  series: { name: string; position: string | null }[]
  tags: string[]
  genres: string[]
  publisher: string | null
  publishedOn: string | null
  language: string | null
  identifiers: Identifier[]
  description: string | null
  libraryIds: string[]
}

/** Fields that no scan and no provider sets: they need no lock. */
const UNLOCKED = new Set<string>(['libraries', 'given_sort_title', 'tags'])

/**
 * Saves what a person edited. What is another now is locked against scans and providers, and can be undone.
 * @param version of the form that was edited
 * @returns public id of the change; null where nothing is another
 * @throws invalid, in words; conflict where the book was changed since the form was read; not-found
 */
export async function reviseBook(
  { database, transaction, clock }: CatalogDeps,
  input: { publicId: string; version: string; revision: BookRevision; userId: number },
): Promise<{ changeId: string | null }> {
  const { dialect } = database
  const { publicId, version, revision, userId } = input
  const now = instant(clock.now())
  checkRevision(revision)
  return transaction(async (trx) => {
    const book = await readEditable(trx, dialect, publicId)
    if (versionOf(book.state) !== version)
      throw conflict('book.changed', 'this book was changed while you were editing it; load it again and compare')
    const wanted = await fieldsOf(trx, dialect, revision, book, now)
    const changed = (Object.keys(wanted) as StateField[]).filter((field) => !isSame(wanted[field], book.state[field]))
    if (changed.length === 0) return { changeId: null }
    const fields: Partial<BookState> = Object.fromEntries(changed.map((field) => [field, wanted[field]]))
    const locks = changed.filter((field) => !UNLOCKED.has(field))
    fields.locked_fields = withLocks(book.state.locked_fields, locks) ?? []
    const by = { userId, origin: 'person', now }
    await recordingChanges(trx, dialect, { bookIds: [book.id], by }, async () => {
      await writeState(trx, dialect, { bookId: book.id, fields, now })
      await refreshDerived(trx, dialect, [book.id])
    })
    return { changeId: await newestChange(trx, book.id) }
  })
}

async function newestChange(trx: Trx, bookId: number): Promise<string | null> {
  const row = await trx
    .selectFrom('changes')
    .select('public_id')
    .where('book_id', '=', bookId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.public_id ?? null
}

/** @throws invalid with a sentence for the first thing that cannot be */
function checkRevision({ title, publishedOn, identifiers }: BookRevision): void {
  if (title.trim() === '') throw invalid('book.title', 'a title is needed')
  if (publishedOn?.trim() && (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(publishedOn.trim()) || !releaseDate(publishedOn)))
    throw invalid('book.date', 'write the date as 1813, 1813-01 or 1813-01-28')
  for (const { scheme, value } of identifiers) {
    if (scheme.trim().toLowerCase() !== 'isbn') continue
    if (!normaliseIsbn(value)) throw invalid('book.isbn', `${value} is no ISBN: it has 10 or 13 digits`)
    if (!hasRightCheckDigit(value))
      throw invalid('book.isbn', `the last digit of the ISBN ${value} does not fit the others; one of them is mistyped`)
  }
}

const orNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

async function fieldsOf(
  trx: Trx,
  dialect: Dialect,
  revision: BookRevision,
  { state, libraries }: EditableBook,
  now: string,
): Promise<Partial<BookState>> {
  const creators = named(revision.creators)
  const authors = await ensureAuthors(
    trx,
    dialect,
    creators.map(({ name }) => ({ name, sort: null })),
    now,
  )
  const places = named(revision.series)
  const series = await ensureSeries(
    trx,
    dialect,
    places.map(({ name }) => name),
    now,
  )
  const names = named(revision.tags.map((name) => ({ name }))).map(({ name }) => name)
  const tags = await ensureTags(trx, dialect, names, now)
  const idOf = (ids: Map<string, number>, name: string) => ids.get(nameKey(name)) ?? 0
  const chosen = libraries.filter(({ public_id, holdsFiles }) => holdsFiles || revision.libraryIds.includes(public_id))
  return {
    title: revision.title.trim(),
    subtitle: orNull(revision.subtitle),
    given_sort_title: orNull(revision.sortTitle),
    description: cleanDescription(revision.description),
    publisher: orNull(revision.publisher),
    publication_date: orNull(revision.publishedOn),
    language: orNull(revision.language),
    genres_json: [...new Set(revision.genres.map(normaliseName).filter((word) => word !== ''))],
    creators: uniqueBy(
      creators.map(({ name, role }) => ({ id: idOf(authors, name), name, role })),
      ({ id, role }) => `${id} ${role}`,
    ),
    series: uniqueBy(
      places.map(({ name, position }) => ({ id: idOf(series, name), name, position: orNull(position) })),
      ({ id }) => String(id),
    ),
    tags: uniqueBy(
      names.map((name) => ({ id: idOf(tags, name), name })),
      ({ id }) => String(id),
    ).toSorted((one, other) => one.id - other.id),
    libraries: chosen.map(({ id, name }) => ({ id, name })).toSorted((one, other) => one.id - other.id),
    ...identifierFields(revision.identifiers, state),
  }
}

const named = <Entry extends { name: string }>(entries: Entry[]): Entry[] =>
  entries.map((entry) => ({ ...entry, name: normaliseName(entry.name) })).filter(({ name }) => name !== '')

/** The first of its kind stands in its column, every further one in the list; an untouched list is left as it is. */
function identifierFields(given: Identifier[], state: BookState): Partial<BookState> {
  const clean = given.map(({ scheme, value }) => {
    const kind = scheme.trim().toLowerCase()
    return { scheme: kind, value: kind === 'isbn' ? (normaliseIsbn(value) ?? value) : value.trim() }
  })
  const rest = uniqueBy(
    clean.filter(({ value }) => value !== ''),
    ({ scheme, value }) => `${scheme} ${value}`,
  )
  if (isSame(rest, identifiersOf(state))) return {}
  const fields: Partial<BookState> = {}
  for (const [scheme, column] of identifierColumns) {
    const at = rest.findIndex((one) => one.scheme === scheme && fitsColumn(column, one.value))
    const [own] = at < 0 ? [] : rest.splice(at, 1)
    fields[column] = own?.value ?? null
  }
  fields.identifiers = rest.toSorted((one, other) =>
    `${one.scheme} ${one.value}` < `${other.scheme} ${other.value}` ? -1 : 1,
  )
  return fields
}

const fitsColumn = (column: string, value: string) =>
  (column !== 'isbn13' || value.length === 13) && (column !== 'isbn10' || value.length === 10)

/**
 * Lets scans and providers change all fields of a book again.
 * @throws not-found
 */
export async function unlockFields(
  { database, transaction, clock }: CatalogDeps,
  { publicId, userId }: { publicId: string; userId: number },
): Promise<void> {
  const by = { userId, origin: 'person', now: instant(clock.now()) }
  await transaction(async (trx) => {
    const { id } = await readEditable(trx, database.dialect, publicId)
    await recordingChanges(trx, database.dialect, { bookIds: [id], by }, () =>
      trx.updateTable('books').set({ locked_fields_json: null }).where('id', '=', id).execute(),
    )
  })
}
