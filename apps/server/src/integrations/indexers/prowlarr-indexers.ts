import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { RemoteIndexer } from '#domain/releases/indexer-gateway.ts'

const Category = Type.Object({
  id: Type.Number(),
  subCategories: Type.Optional(Type.Array(Type.Object({ id: Type.Number() }))),
})
const Field = Type.Object({ name: Type.String(), value: Type.Optional(Type.Unknown()) })
const Listed = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  protocol: Type.String(),
  enable: Type.Optional(Type.Boolean()),
  supportsSearch: Type.Optional(Type.Boolean()),
  fields: Type.Optional(Type.Array(Field)),
  capabilities: Type.Optional(Type.Object({ categories: Type.Optional(Type.Array(Category)) })),
  categories: Type.Optional(Type.Array(Category)),
  tags: Type.Optional(Type.Array(Type.Number())),
})
const Application = Type.Object({
  enable: Type.Optional(Type.Boolean()),
  fields: Type.Optional(Type.Array(Field)),
  tags: Type.Optional(Type.Array(Type.Number())),
})
type Listed = Static<typeof Listed>

/** The categories that programs are to be given, by the tags they carry; no tags: for every indexer. */
export interface SyncCategories {
  tags: readonly number[]
  categories: readonly number[]
}

const PARENTS = new Map([
  [7000, 7020],
  [3000, 3030],
])

/** What is set for programs like this one; entries that are none are passed over. */
export function syncCategoriesOf(applications: unknown): SyncCategories[] {
  if (!Array.isArray(applications)) return []
  return applications
    .filter((one) => Value.Check(Application, one))
    .filter(({ enable }) => enable !== false)
    .map(({ fields, tags }) => {
      const value = fields?.find(({ name }) => name === 'syncCategories')?.value
      const categories = Array.isArray(value) ? value.filter((id) => typeof id === 'number') : []
      return { tags: tags ?? [], categories }
    })
}

/** Those that are switched on, can be searched and may hold books or audiobooks. */
export function remoteIndexers(
  listed: readonly unknown[],
  applications: readonly SyncCategories[],
  base: string,
): RemoteIndexer[] {
  return listed
    .filter((one) => Value.Check(Listed, one))
    .filter(({ enable, supportsSearch }) => enable !== false && supportsSearch !== false)
    .map((one) => ({ one, categories: bookCategories(one, applications) }))
    .filter(({ categories }) => categories.length > 0)
    .map(({ one, categories }) => ({
      remoteId: one.id,
      name: one.name,
      type: one.protocol === 'usenet' ? 'newznab' : 'torznab',
      url: `${base}/${one.id}/api`,
      categories,
      seedRatio: numberField(one, 'torrentBaseSettings.seedRatio'),
      limits: {
        queries: numberField(one, 'baseSettings.queryLimit'),
        grabs: numberField(one, 'baseSettings.grabLimit'),
        per: numberField(one, 'baseSettings.limitsUnit') === 1 ? 'hour' : 'day',
      },
    }))
}

function bookCategories(one: Listed, applications: readonly SyncCategories[]): number[] {
  const own = (one.capabilities?.categories ?? one.categories ?? []).flatMap(({ id, subCategories = [] }) => [
    id,
    ...subCategories.map((child) => child.id),
  ])
  const ids = own.length > 0 ? own : applications.filter((app) => isFor(app, one)).flatMap((app) => app.categories)
  const ofBooks = ids.filter((id) => isOfBooks(id, 7000) || isOfBooks(id, 3000))
  return [...new Set(ofBooks.flatMap((id) => withoutParent(id, ofBooks)))].toSorted((a, b) => a - b)
}

/** Of music only the part for audiobooks is ours, and the parent that stands for all of it. */
const isOfBooks = (id: number, parent: number) =>
  parent === 3000 ? id === 3000 || id === 3030 : id >= parent && id < parent + 1000

/** A parent would bring everything below it; where it lists no child the usual one stands for it. */
function withoutParent(id: number, all: readonly number[]): number[] {
  const child = PARENTS.get(id)
  if (child === undefined) return [id]
  return all.some((other) => other > id && other < id + 1000) ? [] : [child]
}

function isFor({ tags }: SyncCategories, one: Listed): boolean {
  return tags.length === 0 || tags.some((tag) => one.tags?.includes(tag))
}

function numberField({ fields = [] }: Listed, name: string): number | undefined {
  const value = fields.find((field) => field.name === name)?.value
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
