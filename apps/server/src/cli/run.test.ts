import { describe, expect, it } from 'vitest'
import { runCommandLine } from './run.ts'

async function run(...argv: string[]) {
  const printed: string[] = []
  const said: string[] = []
  const exitCode = await runCommandLine(argv, {
    env: {},
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
    version: () => '1.2.3',
  })
  return { exitCode, printed: printed.join('\n'), said: said.join('\n') }
}

describe('the command line', () => {
  it.each([['--help'], ['help'], []])('lists its commands (%s)', async (...argv) => {
    const { exitCode, printed } = await run(...argv)

    expect(exitCode).toBe(0)
    for (const name of ['serve', 'worker', 'migrate', 'scan', 'inspect', 'user add', 'doctor']) {
      expect(printed).toContain(`  ${name} `)
    }
  })

  it('says its version', async () => {
    expect(await run('--version')).toMatchObject({ exitCode: 0, printed: 'Colophon 1.2.3' })
  })

  it.each([
    ['serve'],
    ['worker'],
    ['migrate'],
    ['scan'],
    ['inspect'],
    ['user', 'add'],
    ['user', 'list'],
    ['user', 'set-role'],
    ['user', 'reset-password'],
    ['doctor'],
  ])('explains %s %s with --help', async (...words) => {
    const { exitCode, printed } = await run(...words, '--help')

    expect(exitCode).toBe(0)
    expect(printed).toContain(`Usage: colophon ${words.join(' ')}`)
  })

  it.each([
    ['an unknown command', ['sirve'], 'There is no command “sirve”'],
    ['an unknown option', ['inspect', '--colour', 'a'], "Unknown option '--colour'"],
    ['a missing word', ['inspect'], 'Something is missing: FILE…'],
    ['a word too many', ['doctor', 'now'], 'There is nothing to do with “now” here'],
  ])('refuses %s with exit code 2 and points to the help', async (_, argv, message) => {
    const { exitCode, printed, said } = await run(...argv)

    expect(exitCode).toBe(2)
    expect(printed).toBe('')
    expect(said).toContain(message)
    expect(said).toContain('--help')
  })

  it('shows why a file could not be read and ends with exit code 1', async () => {
    const { exitCode, printed } = await run('inspect', '/nowhere/a.epub')

    expect(exitCode).toBe(1)
    expect(JSON.parse(printed)).toMatchObject({ path: '/nowhere/a.epub', error: { code: 'missing' } })
  })
})
