/** When to fall silent: at a moment of the clock, or with the end of a chapter. */
export type Sleep = { kind: 'clock'; at: number; minutes: number } | { kind: 'chapter'; chapter: number }

export const sleepMinutes = [5, 10, 15, 30, 45, 60, 90] as const

/** The last seconds grow quieter, so that nobody wakes up because of the silence. */
const FADE_SECONDS = 20

/** Seconds until then; `untilEnd` is what is left of the chapter at the present speed. */
export function sleepSeconds(sleep: Sleep, { now, untilEnd }: { now: number; untilEnd: number }): number {
  return Math.max(0, sleep.kind === 'clock' ? (sleep.at - now) / 1000 : untilEnd)
}

/** Share of the volume with so many seconds left. */
export const fadeOf = (secondsLeft: number) => Math.min(1, Math.max(0, secondsLeft / FADE_SECONDS))
