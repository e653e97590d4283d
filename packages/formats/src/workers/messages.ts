import type { Outcome } from './outcome.ts'

/** To a thread: one task over many inputs, because every message costs. */
export interface Assignment {
  number: number
  task: string
  inputs: unknown[]
}

/** From a thread: the outcomes of the inputs from `from` on. Long assignments report in several parts. */
export interface Report {
  number: number
  from: number
  outcomes: Outcome<unknown>[]
  isLast: boolean
}

/** Cells of the memory shared with a thread: they can be read while the thread is busy or dying. */
export const watched = {
  /** Which input of the assignment is being worked on; `startingUp` before the first one. */
  input: 0,
  /** Counts up whenever work goes on. */
  beat: 1,
  /** Set to the number of an assignment whose rest nobody wants any more. */
  cancelled: 2,
  /** KB of buffers that are no fault of the current input: what was there before it, and what it sets aside and does not fill. */
  spared: 3,
  cells: 4,
} as const

export const startingUp = -1
