import { join, relative } from 'node:path'
import { isInside } from '#domain/library/roots.ts'

/** Beside the books of a root; the dot hides it from scans. */
export const RECYCLE_BIN = '.recycle'

/**
 * Where a file of a root goes when it makes room: `<root>/.recycle/<day>/<unique>/<path below the root>`.
 * @returns undefined for what lies below no root: such files are nobody's to move
 */
export function binPath(path: string, roots: readonly string[], { day, unique }: { day: string; unique: string }) {
  const root = roots.filter((one) => isInside(path, one)).sort((a, b) => b.length - a.length)[0]
  return root === undefined ? undefined : join(root, RECYCLE_BIN, day, unique, relative(root, path))
}
