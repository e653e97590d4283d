/** A name of a file or folder that every file system takes, in bytes: 255 less what a staged copy puts around it. */
export const SEGMENT_BYTES = 214
export const VALUE_BYTES = 200

const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i

/** A value without what ends or changes a path; separators become hyphens. */
export function safeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[/\\:]/g, '-')
    .replace(/\s+/gu, ' ')
    .replace(/[*?"<>|\p{Cc}\p{Bidi_Control}\uFEFF]/gu, '')
}

/**
 * A whole name: no dot in front (such files are hidden), no dot or blank at its end (other systems lose them), and not
 * the name of a device of Windows. Empty where nothing is left.
 */
export function safeName(name: string): string {
  const clean = name.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '')
  const dot = clean.indexOf('.')
  const stem = dot < 0 ? clean : clean.slice(0, dot)
  return DEVICE.test(stem) ? `_${clean}` : clean
}

/** Cuts to so many bytes of UTF-8, never inside a character or between a letter and its marks. */
export function cutBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let left = bytes
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    left -= Buffer.byteLength(segment)
    if (left < 0) break
    kept += segment
  }
  return kept.trimEnd()
}

/**
 * Shares a room among values, the short ones whole and the long ones cut to equal length (as water fills vessels).
 * @returns how many bytes each may have
 */
export function shareBytes(lengths: readonly number[], room: number): number[] {
  let level = Math.max(0, ...lengths)
  const used = (at: number) => lengths.reduce((sum, length) => sum + Math.min(length, at), 0)
  if (used(level) > room) {
    let [low, high] = [0, level]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (used(middle) <= room) low = middle
      else high = middle - 1
    }
    level = low
  }
  return lengths.map((length) => Math.min(length, level))
}
