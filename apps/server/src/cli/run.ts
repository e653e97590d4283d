import { type Command, misuse, Trouble } from './command.ts'
import { commands } from './commands/all.ts'
import { explain } from './explain.ts'
import { columns, commandHelp } from './help.ts'
import { parseCommandLine } from './parse.ts'

export interface Surroundings {
  env: NodeJS.ProcessEnv
  print(line: string): void
  say(line: string): void
  /** The version of Colophon. */
  version(): string
}

/**
 * Runs a command line and gives its exit code: 0 done, 1 failed, 2 typed wrongly. Errors that are bugs are thrown.
 */
export async function runCommandLine(argv: string[], surroundings: Surroundings): Promise<number> {
  const { print, say, version, env } = surroundings
  const found = findCommand(argv)
  try {
    if (!found) {
      const [word] = argv
      if (word === '--version' || word === '-v') print(`Colophon ${version()}`)
      else if (word === undefined || word === '--help' || word === '-h' || word === 'help') print(overview(argv[1]))
      else throw misuse(`There is no command “${word}”`)
      return 0
    }
    const { name, rest } = found
    const command = await found.load()
    if (asksForHelp(rest)) {
      print(commandHelp(name, command))
      return 0
    }
    return await command.run({ ...parseCommandLine(command, rest), env, print, say })
  } catch (error) {
    const trouble = error instanceof Trouble ? error : explain(error)
    if (!trouble) throw error
    say(`colophon: ${trouble.message}`)
    if (trouble.exitCode === 2) say(`Try: colophon ${found ? `${found.name} ` : ''}--help`)
    return trouble.exitCode
  }
}

function findCommand(argv: string[]): { name: string; rest: string[]; load(): Promise<Command> } | undefined {
  for (const count of [2, 1]) {
    const name = argv.slice(0, count).join(' ')
    const entry = argv.length >= count && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (entry) return { name, rest: argv.slice(count), load: entry.load }
  }
  return undefined
}

const asksForHelp = (words: string[]) => {
  const end = words.indexOf('--')
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h')
}

/** @param group shows only commands that begin with this word */
function overview(group = ''): string {
  const rows = Object.entries(commands).filter(([name]) => name.startsWith(group))
  return [
    'Usage: colophon COMMAND [OPTIONS]',
    columns(rows.map(([name, { about }]) => [name, about])),
    'colophon COMMAND --help says more. Every option can be given as an environment variable, too.',
  ].join('\n\n')
}
