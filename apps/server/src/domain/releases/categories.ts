import type { Slot } from './formats.ts'
import type { Capabilities, IndexerCategory } from './indexer-port.ts'

const DEFAULTS: Record<Slot, number> = { ebook: 7020, audiobook: 3030 }
const PARENTS: Record<Slot, number> = { ebook: 7000, audiobook: 3000 }
const FIRST_CUSTOM = 10_000

/**
 * The categories to search for a slot: of those that are configured the ones of its class, without the parent that holds
 * everything unless that is wanted. An indexer that counts its categories in its own way is read by their names.
 */
export function categoriesFor(
  slot: Slot,
  configured: readonly number[],
  {
    includesParents = false,
    capabilities,
  }: { includesParents?: boolean; capabilities?: Capabilities | undefined } = {},
): number[] {
  const known = new Map(capabilities?.categories.map((category) => [category.id, category]))
  const ofSlot = configured.filter((id) => slotOfCategory(id, known.get(id)) === slot)
  const chosen = includesParents ? ofSlot : ofSlot.filter((id) => id !== PARENTS[slot])
  if (chosen.length > 0) return chosen
  const isCustom = configured.some((id) => id >= FIRST_CUSTOM)
  if (ofSlot.length === 0 && isCustom) return [...configured]
  const usual = DEFAULTS[slot]
  if (known.size === 0 || slotOfCategory(usual, known.get(usual)) === slot) {
    if (known.size === 0 || known.has(usual)) return [usual]
  }
  const named = [...known.values()].filter((category) => slotOfCategory(category.id, category) === slot)
  const children = named.filter(({ isChild }) => isChild)
  const offered = (children.length > 0 ? children : named).map(({ id }) => id)
  return offered.length > 0 ? offered : [usual]
}

/** Names count before numbers: one family of indexers has its books under other numbers, and other things under these. */
function slotOfCategory(id: number, category: IndexerCategory | undefined): Slot | undefined {
  if (category && /audio ?book/i.test(category.name)) return 'audiobook'
  if (category && /book|comic|magazine/i.test(category.name)) return 'ebook'
  const isNamedOtherwise = category !== undefined && /^(other|misc|hashed)\b/i.test(category.name)
  if (isNamedOtherwise) return undefined
  if (id >= 7000 && id < 8000) return 'ebook'
  return id >= 3000 && id < 4000 ? 'audiobook' : undefined
}
