import type { Browser } from 'playwright-core'
import type { Reading } from '../reading.ts'
import type { BenchServer } from '../server.ts'

export interface WebBenchOptions {
  /** Names of figures; empty: all of them. */
  only: string[]
  /** How many books the library has. */
  size: number
  /** Once and little of everything: shows that it runs, not how fast it is. */
  isQuick: boolean
  /** A missed target ends with 1. */
  isStrict: boolean
}

/** What a figure measures with. */
export interface WebBench {
  options: WebBenchOptions
  browser: Browser
  /** A server over many books, started for the first figure that asks for it. */
  library(): Promise<BenchServer>
}

/** Measures and closes whatever it opened; a figure that needs other books starts a server of its own. */
export type WebFigure = (bench: WebBench) => Promise<Reading[]>
