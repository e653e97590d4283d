import { parseArgs } from 'node:util'
import { type Command, type Flags, misuse } from './command.ts'

/**
 * Reads what follows the name of a command. Throws Trouble with exit code 2 on what the command does not know.
 */
export function parseCommandLine(command: Command, argv: string[]): { flags: Flags; words: string[] } {
  const { atLeast = 0, atMost = command.words ? Number.POSITIVE_INFINITY : 0 } = command.takes ?? {}
  const { values, positionals } = parse(command, argv)
  if (positionals.length < atLeast) throw misuse(`Something is missing: ${command.words}`)
  if (positionals.length > atMost) throw misuse(`There is nothing to do with “${positionals[atMost]}” here`)
  return { flags: values, words: positionals }
}

function parse(command: Command, argv: string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, short }]) => [name, short ? { type, short } : { type }]),
  )
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true })
  } catch (error) {
    // parseArgs explains well, but in the words of programmers after the first sentence.
    throw misuse(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error))
  }
}
