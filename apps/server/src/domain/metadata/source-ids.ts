import { invalid } from '#kernel/errors.ts'
import type { ProviderId } from './provider.ts'

/** Where an id comes from; the last four are no provider that could be asked. */
export type IdOrigin = ProviderId | 'calibre' | 'audiobookshelf' | 'manual' | 'local'

const PREFIXES: Record<string, IdOrigin> = {
  dnb: 'dnb',
  hc: 'hardcover',
  'hc-series': 'hardcover',
  gb: 'googlebooks',
  audnex: 'audnex',
  audible: 'audible',
  'ol-series': 'openlibrary',
  calibre: 'calibre',
  abs: 'audiobookshelf',
  manual: 'manual',
  local: 'local',
}

/**
 * By whom an id was given: its prefix says so, and without one it is an Open Library key.
 * @throws invalid for an unknown prefix and for what is no id
 */
export function originOf(foreignId: string): IdOrigin {
  const colon = foreignId.indexOf(':')
  if (colon >= 0) {
    const origin = Object.hasOwn(PREFIXES, foreignId.slice(0, colon)) ? PREFIXES[foreignId.slice(0, colon)] : undefined
    if (origin && colon < foreignId.length - 1) return origin
  } else if (/^OL\d+[AWM]$/.test(foreignId)) return 'openlibrary'
  throw invalid('source.unknown', 'this id belongs to no metadata provider; take one from a search')
}

const PLACEHOLDERS = new Set<IdOrigin>(['calibre', 'audiobookshelf', 'manual', 'local'])

/** Whether an id only stands for something that was imported or made here, and that no provider knows yet. */
export const isPlaceholder = (foreignId: string): boolean => {
  const clean = foreignId.trim()
  return clean === '' || PLACEHOLDERS.has(originOf(clean))
}
