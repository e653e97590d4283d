import { basename, dirname, join } from 'node:path'
import type { FoundFile } from './import-disk.ts'

/** The files that together are one archive, in their order. */
export interface ArchiveSet {
  /** What it is called, without its endings. */
  name: string
  volumes: FoundFile[]
  /** The number of the first part that is not there, counted from 1; null where none is missing. */
  missing: number | null
}

interface Part {
  /** The same for all parts of an archive. */
  of: string
  name: string
  /** From 0; the part of a name without number is the first, or that of a cut ZIP the last. */
  place: number
}

const LAST = Number.MAX_SAFE_INTEGER

/** Puts the parts of archives together by their names: `.part1.rar`, `.rar` with `.r00`, `.7z.001`, or a single file. */
export function archiveSets(files: readonly FoundFile[]): ArchiveSet[] {
  const zips = new Set(files.flatMap(({ path }) => (/\.z\d\d$/i.test(path) ? [path.slice(0, -4).toLowerCase()] : [])))
  const parts = files.map((file) => ({ file, part: partOf(file.path, zips) }))
  const sets: ArchiveSet[] = []
  for (const [, group] of Map.groupBy(parts, ({ part }) => part.of)) {
    const sorted = group.toSorted((a, b) => a.part.place - b.part.place)
    const gap = sorted.findIndex(({ part }, index) => part.place !== index && part.place !== LAST)
    sets.push({
      name: sorted[0]?.part.name ?? '',
      volumes: sorted.map(({ file }) => file),
      missing: gap < 0 ? null : gap + 1,
    })
  }
  return sets
}

function partOf(path: string, cutZips: ReadonlySet<string>): Part {
  const file = basename(path)
  const part = (kind: string, name: string, place: number): Part => ({
    of: `${kind} ${join(dirname(path), name).toLowerCase()}`,
    name,
    place,
  })
  const [, many, number] = /^(.*)\.part(\d+)\.rar$/i.exec(file) ?? []
  if (many !== undefined) return part('part', many, Number(number) - 1)
  const [, cut, kind, piece] = /^(.*)\.(7z|rar|zip)\.(\d{3})$/i.exec(file) ?? []
  if (cut !== undefined) return part(`cut ${kind?.toLowerCase()}`, cut, Number(piece) - 1)
  const [, old, letter, volume] = /^(.*)\.([rsz])(\d\d)$/i.exec(file) ?? []
  if (old !== undefined && letter?.toLowerCase() === 'z') return part('zip', old, Number(volume) - 1)
  // After `.r99` comes `.s00`.
  if (old !== undefined) return part('rar', old, 1 + Number(volume) + (letter?.toLowerCase() === 's' ? 100 : 0))
  const [, name, ending] = /^(.*)\.(7z|rar|zip)$/i.exec(file) ?? [file, file, '']
  const isLast = cutZips.has(join(dirname(path), name ?? '').toLowerCase())
  return part(ending?.toLowerCase() ?? '', name ?? file, isLast && ending?.toLowerCase() === 'zip' ? LAST : 0)
}
