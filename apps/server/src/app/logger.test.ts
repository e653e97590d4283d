import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const logger = fileURLToPath(new URL('./logger.ts', import.meta.url))

/** What a process writes that logs and then does something; its lines by message. */
async function linesOf(code: string): Promise<unknown[]> {
  const program = `const { createLogger } = await import(${JSON.stringify(logger)})
    const log = createLogger({ level: 'info', format: 'json' }); ${code}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = (await text(child.stdout)).trim().split('\n')
  return lines.filter(Boolean).map((line) => (JSON.parse(line) as { msg: string }).msg)
}

describe('the log', () => {
  it('loses no line when the process ends', async () => {
    expect(await linesOf(`log.info('one'); log.info('two'); process.exit(1)`)).toEqual(['one', 'two'])
  })

  it('has a warning and what came before it on its way at once', async () => {
    expect(await linesOf(`log.info('one'); log.warn('two'); process.kill(process.pid, 'SIGKILL')`)).toEqual([
      'one',
      'two',
    ])
  })

  it('is a fifth of a second late at most', async () => {
    const killed = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), 600)`
    expect(await linesOf(`log.info('one'); ${killed}`)).toEqual(['one'])
  })
})
