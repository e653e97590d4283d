import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import { installationSecret } from './secrets.ts'

const dir = mkdtempSync(join(tmpdir(), 'colophon-config-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the configuration', () => {
  it('listens on 8787 with SQLite in the data directory when nothing is said', () => {
    expect(loadConfig({}, { dataDir: '/srv/books' })).toMatchObject({
      port: 8787,
      host: '0.0.0.0',
      databaseUrl: 'sqlite:/srv/books/colophon.db',
      redisUrl: null,
      hasSecureCookies: true,
      role: 'all',
    })
  })

  it('lets PORT win over the flag, and the flag over the other names', () => {
    expect(loadConfig({ PORT: '1' }, { port: '2' }).port).toBe(1)
    expect(loadConfig({ BINDERY_PORT: '1' }, { port: '2' }).port).toBe(2)
    expect(loadConfig({ BINDERY_PORT: '1', COLOPHON_PORT: '3' }).port).toBe(3)
  })

  it.each([
    ['/bindery/', '/bindery'],
    ['books', '/books'],
    ['https://example.org/a/b/', '/a/b'],
    ['/', ''],
    ['  ', ''],
  ])('reads the URL base %j as %j', (text, base) => {
    expect(loadConfig({ BINDERY_URL_BASE: text }).urlBase).toBe(base)
  })

  it.each([
    ['a short JWT_SECRET', { JWT_SECRET: 'too short' }, 'openssl rand'],
    ['a network that is none', { TRUSTED_PROXIES: '10.0.0.0/8,not-a-network' }, 'not-a-network'],
    ['a prefix that is too long', { TRUSTED_PROXIES: '10.0.0.0/33' }, '10.0.0.0/33'],
    ['an issuer without its companions', { OIDC_ISSUER_URL: 'https://login.example.org' }, 'OIDC_CLIENT_ID'],
    ['a port that is none', { PORT: 'http' }, 'up to 65535'],
    ['another kind of database', { DATABASE_URL: 'mysql://localhost/x' }, 'postgres://'],
    ['a strange flag', { DISABLE_SIGNUP: 'maybe' }, 'true or false'],
    ['a strange level', { LOG_LEVEL: 'loud' }, 'debug, info, warn, error'],
  ])('refuses %s and says what to do', (_, env, hint) => {
    expect(() => loadConfig(env)).toThrow(hint)
  })

  it('keeps secure cookies unless the value is exactly "false"', () => {
    expect(loadConfig({ SECURE_COOKIES: '0' }).hasSecureCookies).toBe(true)
    expect(loadConfig({ SECURE_COOKIES: 'false' }).hasSecureCookies).toBe(false)
  })

  it('reads a secret from the file that its _FILE variable names', () => {
    const path = join(dir, 'jwt')
    writeFileSync(path, `${'s'.repeat(40)}\n`)
    expect(loadConfig({ JWT_SECRET_FILE: path }).jwtSecret).toBe('s'.repeat(40))
    expect(() => loadConfig({ JWT_SECRET_FILE: join(dir, 'none') })).toThrow('cannot be read')
  })

  it('makes a secret once, for the owner alone', () => {
    const first = installationSecret(dir, 'jwt-secret')
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(installationSecret(dir, 'jwt-secret')).toBe(first)
    expect(statSync(join(dir, 'secrets', 'jwt-secret')).mode & 0o777).toBe(0o600)
  })
})
