import type { IAudioMetadata } from 'music-metadata'
import { tidyLine } from '../text/tidy.ts'

/** Tags as they stand in the file, whatever its format, found by any of the names that programs give them. */
export interface Tags {
  /** The first value that is there. */
  first: (...names: string[]) => string | null
  all: (...names: string[]) => string[]
}

/** `TXXX:SERIES`, `----:com.apple.iTunes:SERIES` and `SERIES` are the same tag in three formats. */
export function tagsOf(metadata: Pick<IAudioMetadata, 'native'>): Tags {
  const values = new Map<string, string[]>()
  // ID3v1 comes last: its values are cut at 30 characters.
  const kinds = Object.entries(metadata.native).sort(([a], [b]) => Number(a === 'ID3v1') - Number(b === 'ID3v1'))
  for (const [, tags] of kinds) {
    for (const { id, value } of tags) {
      const name = id.replace(/^(?:TXXX|----:[^:]*):/, '').toLowerCase()
      const text = readable(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null)
      if (text) values.set(name, [...(values.get(name) ?? []), text])
    }
  }
  const all = (...names: string[]) => names.flatMap((name) => values.get(name) ?? [])
  return { all, first: (...names) => all(...names)[0] ?? null }
}

/** A line of text, or null for what only looks like one: frames of damaged tags decode into characters that do not exist. */
export function readable(text: string | null | undefined): string | null {
  return text && !/[\ufffe\uffff\ufdd0-\ufdef]/.test(text) ? tidyLine(text, 10_000) : null
}
