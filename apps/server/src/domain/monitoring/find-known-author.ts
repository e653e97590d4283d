import type { Db, Trx } from '#database/open.ts'
import { findAuthorIdBySource } from '#domain/catalog/source-authors.ts'
import { nameVariants } from '#domain/metadata/author-identity.ts'
import { fold, nameKey, normaliseName } from '#kernel/text.ts'
import type { AuthorRow } from './acquired-books.ts'

/** The author with any of these ids of providers. */
export async function findKnownAuthor(db: Db | Trx, foreignIds: readonly string[]): Promise<AuthorRow | undefined> {
  const id = await findAuthorIdBySource(db, foreignIds)
  return id === undefined ? undefined : authorById(db, id)
}

export const authorById = (db: Db | Trx, id: number): Promise<AuthorRow | undefined> =>
  db.selectFrom('authors').selectAll().where('id', '=', id).executeTakeFirst()

const END = '\u{10ffff}'
/** Namesakes of a surname that are looked at. */
const MOST = 200
const SHORTEST_WORD = 2

/** Authors who have the name, in whatever order and spelling, or whose other name it is. */
export async function findNamesakes(db: Db | Trx, name: string): Promise<AuthorRow[]> {
  const wanted = nameVariants(name)
  const found = new Map<number, AuthorRow>()
  for (const word of surnamesOf(name, wanted)) {
    const rows = await db
      .selectFrom('authors')
      .selectAll()
      .where('sort_key', '>=', word)
      .where('sort_key', '<', word + END)
      .orderBy('sort_key')
      .limit(MOST)
      .execute()
    for (const row of rows) {
      const isSame = [...nameVariants(row.author_name)].some((variant) => wanted.has(variant))
      if (isSame) found.set(row.id, row)
    }
  }
  for (const row of await byAlias(db, name)) found.set(row.id, row)
  return [...found.values()].toSorted((one, other) => one.id - other.id)
}

/** Names sort by the surname, which is some word of the name; of a name of one letter it is the whole. */
function surnamesOf(name: string, variants: ReadonlySet<string>): string[] {
  const words = [...variants].flatMap((variant) => variant.split(' ')).filter((word) => word.length >= SHORTEST_WORD)
  const plain = words.map((word) => word.replace(/([aou])e/g, '$1'))
  const all = new Set([...words, ...plain])
  return all.size > 0 ? [...all] : [fold(normaliseName(name))]
}

async function byAlias(db: Db | Trx, name: string): Promise<AuthorRow[]> {
  const words = normaliseName(name).split(' ')
  const turned = words.length > 1 ? [`${words.at(-1)}, ${words.slice(0, -1).join(' ')}`] : []
  const [last = '', first = ''] = name.split(',')
  const straight = first === '' ? [] : [`${first} ${last}`]
  return db
    .selectFrom('authors')
    .selectAll()
    .where('id', 'in', (e) =>
      e
        .selectFrom('author_aliases')
        .select('author_id')
        .where('name_key', 'in', [name, ...turned, ...straight].map(nameKey)),
    )
    .execute()
}
