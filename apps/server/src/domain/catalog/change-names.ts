import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { nameKey, nameSortKey, sortName } from '#kernel/text.ts'
import { type BookState, readStates } from './book-state.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { type ChangeKind, type Doer, recordChange, recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import { refreshMany } from './refresh-many.ts'
import { cleanName, nameTaken, orTaken } from './taken-name.ts'
import type { ChangeRow } from './undo-recorded.ts'
import { writeState } from './write-state.ts'

export type NameKind = 'author' | 'series' | 'tag'

const kinds = {
  author: { table: 'authors', links: 'book_creators', key: 'author_id', field: 'creators' },
  series: { table: 'series', links: 'book_series', key: 'series_id', field: 'series' },
  tag: { table: 'tags', links: 'book_tags', key: 'tag_id', field: 'tags' },
} as const

/** Books of one transaction. */
const BATCH = 100

interface Named {
  id: number
  public_id: string
  name: string
}

async function find(trx: Trx, kind: NameKind, publicId: string): Promise<Named> {
  const row = await trx
    .selectFrom(kinds[kind].table)
    .select(['id', 'public_id', 'name'])
    .where('public_id', '=', publicId)
    .executeTakeFirst()
  if (!row) throw notFound(kind, publicId)
  return row
}

/**
 * Gives a person, a series or a tag another name; what follows from it is brought up to date for all its books.
 * @returns public id of the change; null where it is called so already
 * @throws invalid for a blank name, conflict for one that is taken, not-found
 */
export async function renameName(
  { database, transaction, clock }: CatalogDeps,
  { kind, publicId, name: given, userId }: { kind: NameKind; publicId: string; name: string; userId: number },
): Promise<{ changeId: string | null }> {
  const { dialect } = database
  const name = cleanName(kind, given)
  const by: Doer = { userId, origin: 'person', now: instant(clock.now()) }
  const { changeId, books } = await orTaken(dialect, kind, name, () =>
    transaction(async (trx) => {
      const was = await find(trx, kind, publicId)
      if (was.name === name) return { changeId: null, books: [] }
      await setName(trx, kind, was.id, name, by.now)
      const [id = null] = await recordChange(trx, dialect, by, [
        {
          kind: `${kind}-renamed`,
          bookId: null,
          summary: `${was.name} is called ${name} now`,
          before: { id: was.id, name: was.name },
          after: { name },
        },
      ])
      return { changeId: id, books: await booksOf(trx, kind, was.id) }
    }),
  )
  await refreshMany(transaction, dialect, books)
  return { changeId }
}

async function setName(trx: Trx, kind: NameKind, id: number, name: string, now: string): Promise<void> {
  const common = { name, name_key: nameKey(name), updated_at: now }
  if (kind === 'tag') await trx.updateTable('tags').set(common).where('id', '=', id).execute()
  if (kind === 'series') {
    const columns = { ...common, title: name, sort_key: nameSortKey(name) }
    await trx.updateTable('series').set(columns).where('id', '=', id).execute()
  }
  if (kind === 'author') {
    const sort_name = sortName(name)
    const columns = { ...common, author_name: name, sort_name, sort_key: nameSortKey(sort_name) }
    await trx.updateTable('authors').set(columns).where('id', '=', id).execute()
  }
}

async function booksOf(trx: Trx, kind: NameKind, id: number, limit?: number): Promise<number[]> {
  const { links, key } = kinds[kind]
  const query = trx.selectFrom(links).select('book_id').distinct().where(key, '=', id).orderBy('book_id')
  const rows = await (limit === undefined ? query : query.limit(limit)).execute()
  return rows.map(({ book_id }) => book_id)
}

/**
 * Makes one of two: the books of the first go over to the second, and for a person its name finds the second from now
 * on. A hundred books a transaction; one that is broken off can be done again.
 * @returns public id of the change, and how the two were called
 * @throws invalid; not-found
 */
export async function mergeNames(
  { database, transaction, clock }: CatalogDeps,
  { kind, publicId, into, userId }: { kind: NameKind; publicId: string; into: string; userId: number },
): Promise<{ changeId: string | null; from: string; to: string }> {
  const { dialect } = database
  if (publicId === into) throw conflict(`${kind}.same`, 'these two are one already')
  const by: Doer = { userId, origin: 'person', now: instant(clock.now()), batch: dialect.newPublicId() }
  for (;;) {
    const done = await transaction(async (trx) => {
      const [from, to] = [await find(trx, kind, publicId), await find(trx, kind, into)]
      const books = await booksOf(trx, kind, from.id, BATCH)
      if (books.length === 0) {
        const changeId = await dissolve(trx, dialect, { kind, from, to, by })
        return { changeId, from: from.name, to: to.name }
      }
      await recordingChanges(trx, dialect, { bookIds: books, by }, async () => {
        for (const [bookId, state] of await readStates(trx, dialect, books)) {
          const fields = { [kinds[kind].field]: replaced(state[kinds[kind].field], from, to) } as Partial<BookState>
          await writeState(trx, dialect, { bookId, fields, now: by.now })
        }
        await refreshDerived(trx, dialect, books)
      })
      return null
    })
    if (done) return done
  }
}

const replaced = (links: readonly Omit<Named, 'public_id'>[], from: Named, to: Named) =>
  links.map((link) => (link.id === from.id ? { ...link, id: to.id, name: to.name } : link))

/** Ends the one whose books have gone over, and keeps its row for whoever wants it back. */
async function dissolve(
  trx: Trx,
  dialect: Dialect,
  { kind, from, to, by }: { kind: NameKind; from: Named; to: Named; by: Doer },
): Promise<string | null> {
  const { table } = kinds[kind]
  const row = await trx.selectFrom(table).selectAll().where('id', '=', from.id).executeTakeFirstOrThrow()
  const aliases = await trx.selectFrom('author_aliases').selectAll().where('author_id', '=', from.id).execute()
  await trx.deleteFrom(table).where('id', '=', from.id).execute()
  if (kind === 'author') {
    const names = [{ name: from.name, name_key: nameKey(from.name) }, ...aliases]
    await trx
      .insertInto('author_aliases')
      .values(names.map(({ name, name_key }) => ({ author_id: to.id, name, name_key, created_at: by.now })))
      .onConflict((c) => c.column('name_key').doUpdateSet({ author_id: to.id }))
      .execute()
  }
  await dialect.revision.touch(trx)
  const [id = null] = await recordChange(trx, dialect, by, [
    {
      kind: `${kind}-merged` as ChangeKind,
      bookId: null,
      summary: `${from.name} became one with ${to.name}`,
      before: { row, aliases },
      after: { name: to.name },
    },
  ])
  return id
}

const CHANGES = /^(author|series|tag)-(renamed|merged|deleted)$/

/**
 * Takes a rename, a merge or a deletion back; the books follow by their own changes.
 * @returns books whose names have to be brought up to date
 * @throws conflict where the name belongs to another one by now
 */
export async function restoreName(trx: Trx, row: ChangeRow, now: string): Promise<number[]> {
  const [, kind, act] = (CHANGES.exec(row.kind) ?? []) as unknown as [string, NameKind?, string?]
  if (!kind) return []
  if (act === 'renamed') {
    const { id, name } = row.before_json as { id: number; name: string }
    await refuseTaken(trx, kind, name, id)
    await setName(trx, kind, id, name, now)
    return booksOf(trx, kind, id)
  }
  const { row: kept, aliases } = row.before_json as {
    row: Named & Record<string, unknown>
    aliases: { author_id: number; name_key: string }[]
  }
  await refuseTaken(trx, kind, kept.name, kept.id)
  const { table } = kinds[kind]
  await trx
    .insertInto(table)
    .values({ ...kept, book_count: undefined } as never)
    .execute()
  if (kind === 'author') {
    await trx.deleteFrom('author_aliases').where('name_key', '=', nameKey(kept.name)).execute()
    const keys = aliases.map(({ name_key }) => name_key)
    if (keys.length > 0)
      await trx.updateTable('author_aliases').set({ author_id: kept.id }).where('name_key', 'in', keys).execute()
  }
  return []
}

async function refuseTaken(trx: Trx, kind: NameKind, name: string, id: number): Promise<void> {
  const other = await trx
    .selectFrom(kinds[kind].table)
    .select('id')
    .where('name_key', '=', nameKey(name))
    .where('id', '<>', id)
    .executeTakeFirst()
  if (other) throw nameTaken(kind, name)
}
