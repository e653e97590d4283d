/** An option of a command, as it is parsed and as `--help` shows it. */
export interface Option {
  type: 'string' | 'boolean'
  short?: string
  /** What the value is, in the help: `PORT`. */
  value?: string
  about: string
  /** Environment variables that say the same, the first one preferred. */
  env?: readonly string[]
}

export type Options = Readonly<Record<string, Option>>

/** What was typed: `true` or text by name of the option, without those that were not given. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>

export interface Call {
  flags: Flags
  words: string[]
  env: NodeJS.ProcessEnv
  /** Prints a line of the result. */
  print(line: string): void
  /** Prints a line for the person, apart from the result. */
  say(line: string): void
}

/** One command of `colophon`. */
export interface Command {
  /** Words that it takes after its options, for the help: `[FOLDER…]`. */
  words?: string
  /** Fewest and most words; none unless said. */
  takes?: { atLeast?: number; atMost?: number }
  about: string
  options: Options
  /** Further lines of the help. */
  notes?: string
  /** Does it; gives the exit code: 0 done, 1 failed. Trouble that a person can act on is thrown as `Trouble`. */
  run(call: Call): Promise<number>
}

/** Trouble that is shown as its message alone. */
export class Trouble extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Trouble'
    this.exitCode = exitCode
  }
}

/** The command was typed wrongly; exit code 2, as usual. */
export const misuse = (message: string) => new Trouble(message, 2)

/** The text of an option, or undefined; for options that take a value. */
export function text(flags: Flags, name: string): string | undefined {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}
