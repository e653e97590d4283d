import type { BookFacts } from '../facts.ts'
import { compareNaturally } from '../text/compare-naturally.ts'

export interface AudioTrack {
  /** Path below the folder of the book: `CD1/Track 1.mp3`. */
  name: string
  facts: BookFacts
}

/**
 * The order of play: by disc, then by number where every track of the disc has one of its own, else by name, in which
 * `Track 2` comes before `Track 10`.
 */
export function inOrderOfPlay<Track extends AudioTrack>(tracks: Track[]): Track[] {
  const discs = new Map<number, Track[]>()
  for (const track of tracks) {
    const disc = track.facts.track?.disc ?? discOfFolder(track.name)
    discs.set(disc, [...(discs.get(disc) ?? []), track])
  }
  return [...discs.entries()].sort(([a], [b]) => a - b).flatMap(([, disc]) => orderDisc(disc))
}

function orderDisc<Track extends AudioTrack>(tracks: Track[]): Track[] {
  const numbers = new Set(tracks.map(({ facts }) => facts.track?.number ?? null))
  const isNumbered = numbers.size === tracks.length && !numbers.has(null)
  return [...tracks].sort((a, b) =>
    isNumbered ? (a.facts.track?.number ?? 0) - (b.facts.track?.number ?? 0) : compareNaturally(a.name, b.name),
  )
}

function discOfFolder(name: string): number {
  const folders = name.split('/').slice(0, -1)
  return Number(/(\d+)\s*$/.exec(folders.at(-1) ?? '')?.[1] ?? 0)
}
