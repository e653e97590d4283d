import { inOrderOfPlay } from '@colophon/formats/audio/track-order.ts'
import type { BookFacts } from '@colophon/formats/facts.ts'

/** A track with the name that it has below the folder of its book. */
export interface NamedTrack {
  name: string
  facts: BookFacts
}

const DISC_FOLDER = /^(?:disc|disk|cd|part|volume|vol)[ ._-]*(\d+)\b/i
const DISC_ANYWHERE = /(?:^|[ ._([-])(?:disc|disk|cd|part|volume|vol)[ ._-]*(\d+)\b/i

/** The number of the disc that a folder holds; undefined where it holds none. The deepest folder wins. */
export function discOf(name: string): number | undefined {
  for (const folder of name.split('/').slice(0, -1).reverse()) {
    const found = DISC_FOLDER.exec(folder) ?? DISC_ANYWHERE.exec(folder)
    if (found) return Number(found[1])
  }
  return undefined
}

/** Whether the tracks lie in folders of at least two discs. */
export function hasDiscFolders(names: readonly string[]): boolean {
  const discs = new Set(names.map(discOf).filter((disc) => disc !== undefined))
  return discs.size >= 2
}

/** The order of play: by the discs of folders, within each by tags where all have them, else by name. */
export function playbackOrder<Track extends NamedTrack>(tracks: readonly Track[]): Track[] {
  const discs = Map.groupBy(tracks, ({ name }) => discOf(name) ?? 0)
  return [...discs].sort(([a], [b]) => a - b).flatMap(([, disc]) => inOrderOfPlay(disc))
}

/** Numbers of tracks that are missing between the first and the last, or there twice, disc by disc, for people. */
export function gapsIn(tracks: readonly NamedTrack[]): string[] {
  const warnings: string[] = []
  for (const [disc, group] of Map.groupBy(tracks, ({ name, facts }) => facts.track?.disc ?? discOf(name) ?? 0)) {
    const numbers = group.map(({ facts }) => facts.track?.number ?? null)
    if (numbers.includes(null) || numbers.length < 2) continue
    const known = new Set(numbers as number[])
    const where = disc === 0 ? '' : ` on disc ${disc}`
    if (known.size < numbers.length) warnings.push(`two tracks have the same number${where}`)
    const missing: number[] = []
    for (let number = Math.min(...known); number < Math.max(...known) && missing.length < 5; number++) {
      if (!known.has(number)) missing.push(number)
    }
    if (missing.length > 0) warnings.push(`track ${missing.join(', ')} is missing${where}`)
  }
  return warnings
}
