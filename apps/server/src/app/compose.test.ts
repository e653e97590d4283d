import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { loadConfig } from './config.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'colophon-compose-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const start = async (env: Record<string, string>, role = 'all') => {
  const config = loadConfig({ PORT: '0', ...env }, { dataDir, host: '127.0.0.1', role })
  const process = await compose(config, { logger: pino({ level: 'silent' }) })
  await process.start()
  return process
}

describe('a process', () => {
  it('answers, has the administrator of its environment, and ends in order', async () => {
    const env = { INITIAL_ADMIN_EMAIL: 'root@example.test', INITIAL_ADMIN_PASSWORD: 'initial password' }
    const server = await start(env)
    const address = server.app?.server.address() as AddressInfo
    const origin = `http://127.0.0.1:${address.port}`
    expect(await (await fetch(`${origin}/api/health`)).json()).toEqual({ status: 'ok' })
    const body = JSON.stringify({ email: 'root@example.test', password: 'initial password' })
    const signedIn = await fetch(`${origin}/api/auth/login`, { method: 'POST', body })
    expect(await signedIn.json()).toMatchObject({ user: { name: 'Admin', is_admin: true } })

    const began = Date.now()
    await server.stop()
    await server.stop()
    expect(Date.now() - began).toBeLessThan(9_000)
    await expect(fetch(`${origin}/api/health`)).rejects.toThrow()
  })

  it('that only works off jobs does not listen', async () => {
    const worker = await start({}, 'worker')
    expect(worker.app).toBeUndefined()
    await worker.stop()
  })
})
