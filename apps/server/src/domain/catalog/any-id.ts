import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { BookRow } from './book-store.ts'
import { isShownTo, type OwnerScope } from './owner-scope.ts'

/** What devices may call a thing: its number, or its public id with or without dashes, in either case. */
export type AnyId = { number: number } | { publicId: string }

const NUMBER = /^[1-9]\d{0,14}$/
const LARGEST_KEY = 2_147_483_647

/** Reads an id of a device protocol into the form that this database keeps; undefined where it can be none (device contract 0.2). */
export function readAnyId(dialect: Dialect, text: string): AnyId | undefined {
  // Numbers beyond it are in no table, and PostgreSQL cannot even look for them.
  if (NUMBER.test(text)) return Number(text) <= LARGEST_KEY ? { number: Number(text) } : undefined
  const isOpaque = /^[0-9a-f]{32}$/i.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
  if (!isOpaque) return undefined
  const plain = plainId(text)
  return { publicId: dialect.name === 'postgres' ? dashed(plain) : plain }
}

/** The 32 digits of a public id, whichever form the database keeps. */
export const plainId = (publicId: string): string => publicId.replaceAll('-', '').toLowerCase()

/** Whether a row is the one that was named. @param alias of its table in the statement */
export const isNamed = (alias: string, id: AnyId): RawBuilder<SqlBool> =>
  'number' in id
    ? sql`${sql.ref(`${alias}.id`)} = ${id.number}`
    : sql`${sql.ref(`${alias}.public_id`)} = ${id.publicId}`

/** A public id in the form of a UUID, whichever form the database keeps. */
export function dashed(publicId: string): string {
  return plainId(publicId).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export type DeviceBook = Pick<BookRow, 'id' | 'public_id' | 'title' | 'cover' | 'created_at' | 'card_json'>

/** A book that the library shows to the owner of a device, by whatever the device calls it. */
export async function findBookByAnyId(
  { db, dialect }: { db: Db | Trx; dialect: Dialect },
  scope: OwnerScope,
  text: string,
): Promise<DeviceBook | undefined> {
  const id = readAnyId(dialect, text)
  if (!id) return undefined
  return db
    .selectFrom('books')
    .select(['id', 'public_id', 'title', 'cover', 'created_at', 'card_json'])
    .where('number' in id ? 'id' : 'public_id', '=', 'number' in id ? id.number : id.publicId)
    .where(isShownTo(scope, 'books'))
    .executeTakeFirst()
}
