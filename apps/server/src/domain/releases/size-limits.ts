const MIB = 1 << 20
const SPOKEN = [10, 5_120] as const
const TEXT = [0.02, 300] as const
const PLAIN = [0.005, 50] as const
const PAGES = [0.1, 1_024] as const
const PICTURES = [3, 4_096] as const

/** In MiB, the least and the most that a format may be. */
const LIMITS = new Map<string, readonly [least: number, most: number]>([
  ...['epub', 'kepub', 'azw3', 'azw', 'mobi', 'fb2'].map((format) => [format, TEXT] as const),
  ...['txt', 'rtf', 'lit'].map((format) => [format, PLAIN] as const),
  ...['pdf', 'djvu'].map((format) => [format, PAGES] as const),
  ...['cbz', 'cbr', 'cb7'].map((format) => [format, PICTURES] as const),
  ...['mp3', 'm4a', 'm4b', 'ogg', 'opus', 'aac'].map((format) => [format, SPOKEN] as const),
  ['flac', [50, 10_240]],
])
/** In kbit/s, what speech can be on average. */
const LEAST_BITRATE = 12
const MOST_BITRATE = 1_600

/** Says in words why a size cannot be; undefined where it can, or where size or format are not known. */
export function sizeTrouble(
  sizeBytes: number,
  format: string | undefined,
  durationSeconds?: number,
): string | undefined {
  if (sizeBytes === 0) return undefined
  const limits = format === undefined ? undefined : LIMITS.get(format)
  if (limits) {
    const [least, most] = limits.map((mib) => Math.round(mib * MIB)) as [number, number]
    if (sizeBytes < least) return `release size ${sizeBytes} B below minimum ${least} B for ${format}`
    if (sizeBytes > most) return `release size ${sizeBytes} B above maximum ${most} B for ${format}`
  }
  if (!durationSeconds || (limits !== undefined && limits !== SPOKEN && format !== 'flac')) return undefined
  const bitrate = Math.round((sizeBytes * 8) / durationSeconds / 1_000)
  if (bitrate < LEAST_BITRATE) return `release size ${sizeBytes} B below minimum for its duration (${bitrate} kbit/s)`
  if (bitrate > MOST_BITRATE) return `release size ${sizeBytes} B above maximum for its duration (${bitrate} kbit/s)`
  return undefined
}
