/** Books that were marked: some by their ids, or all of a list but some. */
export interface Selection {
  isAll: boolean
  /** Where all are marked: those that are not. */
  ids: ReadonlySet<string>
}

export const nothing: Selection = { isAll: false, ids: new Set() }

export const isMarked = ({ isAll, ids }: Selection, id: string): boolean => ids.has(id) !== isAll

/** @param total of the list */
export const countMarked = ({ isAll, ids }: Selection, total: number): number =>
  isAll ? Math.max(0, total - ids.size) : ids.size

export function toggled({ isAll, ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { isAll, ids: next }
}

/** With all of these marked. */
export function withMarked({ isAll, ids }: Selection, marked: readonly string[]): Selection {
  if (!isAll) return { isAll, ids: new Set([...ids, ...marked]) }
  const next = new Set(ids)
  for (const id of marked) next.delete(id)
  return { isAll, ids: next }
}
