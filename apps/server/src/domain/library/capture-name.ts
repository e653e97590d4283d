const LONGEST = 120

/** A file name for a title: without what a file system or a person would stumble over. */
export function fileNameOf(title: string): string {
  const clean = title
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
  // Between characters, and short enough for a file system that counts bytes.
  const stem = [...clean].slice(
    0,
    LONGEST / 2 < clean.length && Buffer.byteLength(clean) > LONGEST ? LONGEST / 2 : LONGEST,
  )
  return `${stem.join('').replace(/[\s.]+$/, '') || 'Captured page'}.epub`
}
