import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Call, Options } from './command.ts'

/** A password is no option of its own: the list of processes shows what was typed to everybody. */
export const passwordOptions: Options = {
  'password-stdin': { type: 'boolean', about: 'take the password from the first line of standard input' },
}

export const passwordNotes =
  'The password comes from the variable COLOPHON_PASSWORD, from standard input (--password-stdin), or is asked for. ' +
  'Without any of these, one is made up and printed.'

/** The password for an account: given, asked for, or made up and then printed. */
export async function readPassword({ flags, env, print }: Call): Promise<string> {
  if (env.COLOPHON_PASSWORD) return env.COLOPHON_PASSWORD
  if (flags['password-stdin']) return firstLine()
  if (process.stdin.isTTY && process.stderr.isTTY) return ask()
  const password = randomBytes(12).toString('base64url')
  print(`Password: ${password}`)
  return password
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

async function ask(): Promise<string> {
  process.stderr.write('Password: ')
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
