import type { Transaction, Trx } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { type Content, checkContent, searchTextOf, textOf } from './annotation-rules.ts'
import { type Annotation, findAnnotationOrThrow } from './annotation-store.ts'
import { sharableGroupOrThrow } from './group-notes.ts'

interface Deps {
  transaction: Transaction
  clock: Clock
}

type Changes = { [K in keyof Content]?: Content[K] | undefined } & {
  /** Public id of the group that may read it too; null for none. */
  groupId?: string | null | undefined
}

/**
 * Changes what is given of an annotation; what is undefined stays.
 * @throws not-found, invalid, forbidden for a group of others
 */
export function changeAnnotation(
  { transaction, clock }: Deps,
  userId: number,
  publicId: string,
  { groupId, ...changes }: Changes,
): Promise<Annotation> {
  return transaction(async (trx) => {
    const group = await groupOf(trx, userId, groupId)
    const before = await findAnnotationOrThrow(trx, userId, publicId)
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    return write(trx, userId, before, { ...contentOf(before), ...given }, group, instant(clock.now()))
  })
}

/**
 * Gives an annotation another text and place, for clients that know no more of it. A text that is the one they were
 * shown stays what it was, a passage for example; any other is the note. A place that is another one has neither the
 * chapter nor the share of the book of the one before.
 * @throws not-found, invalid, and before both forbidden for a group of others
 */
export function replaceText(
  { transaction, clock }: Deps,
  userId: number,
  publicId: string,
  { text, locator, groupId }: { text: string; locator: string | null; groupId: string | null },
): Promise<Annotation> {
  return transaction(async (trx) => {
    const group = await groupOf(trx, userId, groupId)
    const before = await findAnnotationOrThrow(trx, userId, publicId)
    const content = contentOf(before)
    if (text !== textOf(before)) content.note = text
    if (locator !== before.locator) Object.assign(content, { locator, fraction: null, chapter: null })
    if (content.kind === 'bookmark' && locator === null) Object.assign(content, { kind: 'note', note: text })
    return write(trx, userId, before, content, group, instant(clock.now()))
  })
}

/** @throws not-found */
export async function deleteAnnotation(
  { transaction }: Pick<Deps, 'transaction'>,
  userId: number,
  publicId: string,
): Promise<void> {
  const { numDeletedRows } = await transaction((trx) =>
    trx
      .deleteFrom('annotations')
      .where('public_id', '=', publicId)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow(),
  )
  if (Number(numDeletedRows) === 0) throw notFound('annotation', publicId)
}

const contentOf = ({ kind, quote, note, color, locator, fraction, chapter }: Annotation): Content => ({
  kind,
  quote,
  note,
  color,
  locator,
  fraction,
  chapter,
})

const groupOf = async (trx: Trx, userId: number, groupId: string | null | undefined) =>
  typeof groupId === 'string' ? sharableGroupOrThrow(trx, userId, groupId) : groupId

async function write(
  trx: Trx,
  userId: number,
  { public_id }: Annotation,
  content: Content,
  /** Key; undefined leaves it as it is. */
  group: number | null | undefined,
  now: string,
) {
  checkContent(content)
  await trx
    .updateTable('annotations')
    .set({ ...content, search_text: searchTextOf(content), updated_at: now })
    .$if(group !== undefined, (update) => update.set({ group_id: group ?? null }))
    .where('public_id', '=', public_id)
    .where('user_id', '=', userId)
    .execute()
  return findAnnotationOrThrow(trx, userId, public_id)
}
