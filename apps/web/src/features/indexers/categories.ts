/** What indexers call the kinds of things that are books, and what people call them. */
export const bookCategories = [7020, 7010, 7030, 7040, 7060, 7050, 7000] as const
export const audioCategories = [3030, 3010, 3040, 3000] as const

export type NamedCategory = (typeof bookCategories)[number] | (typeof audioCategories)[number]

const named: readonly number[] = [...bookCategories, ...audioCategories]
/** They hold everything below them, and are asked only where that is wanted. */
const parents: readonly number[] = [7000, 3000]

/** What a new indexer is searched in: e-books and audiobooks. */
export const usualCategories: readonly number[] = [7020, 3030]

export interface CategoryChoice {
  chosen: ReadonlySet<number>
  /** Numbers of the indexer's own, as they are typed. */
  others: string
}

/** What is ticked for an indexer. A parent that is listed and not asked for is not. */
export function choiceOf(categories: readonly number[], includesParents: boolean): CategoryChoice {
  const known = categories.filter((id) => named.includes(id) && (includesParents || !parents.includes(id)))
  return { chosen: new Set(known), others: categories.filter((id) => !named.includes(id)).join(', ') }
}

/** What is stored for what is ticked and typed; what is no number is left out. */
export function categoriesOf({ chosen, others }: CategoryChoice): {
  categories: number[]
  includeParentCategories: boolean
} {
  const typed = others.match(/\d+/g)?.map(Number) ?? []
  const categories = [...new Set([...named.filter((id) => chosen.has(id)), ...typed])]
  return { categories, includeParentCategories: categories.some((id) => parents.includes(id)) }
}
