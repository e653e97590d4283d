/** Time as a collaborator, so that tests can move it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** An instant as it is stored: UTC, ISO text with milliseconds, so that it compares as text on both databases. */
export const instant = (date: Date = new Date()): string => date.toISOString()

/** An instant as both wires print it: whole seconds. */
export const wholeSeconds = (stored: string): string => `${stored.slice(0, 19)}Z`
