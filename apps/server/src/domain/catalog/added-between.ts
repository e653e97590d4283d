const DAY_MS = 86_400_000
const END = '9999'

/**
 * Reads `30d` or `2026` as two instants. Days begin at midnight (UTC), so that the same question is the same all day and
 * its answer can be remembered.
 */
export function addedBetween(text: string, now: Date): { from: string; before: string } {
  if (text.endsWith('d')) {
    const day = new Date(now.getTime() - Number(text.slice(0, -1)) * DAY_MS)
    return { from: `${day.toISOString().slice(0, 10)}T00:00:00.000Z`, before: END }
  }
  return { from: text, before: String(Number(text) + 1).padStart(4, '0') }
}
