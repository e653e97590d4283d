import { expect, it } from 'vitest'
import { environment } from './environment.ts'
import { readProviderConfig } from './provider-config.ts'

const read = (env: NodeJS.ProcessEnv) => readProviderConfig(environment(env))

it('leaves providers where they are, unless somebody says otherwise', () => {
  expect(read({})).toEqual({ addresses: {}, contact: null })
  expect(read({ OPENLIBRARY_URL: 'http://mirror.lan:8080', DNB_URL: '' })).toMatchObject({
    addresses: { openlibrary: 'http://mirror.lan:8080' },
  })
})

it('tells providers whom to write to, and nothing that breaks a header', () => {
  expect(read({ BINDERY_CONTACT: 'me@example.org' }).contact).toBe('me@example.org')
  expect(read({ COLOPHON_PUBLIC_URL: 'https://books.example.org' }).contact).toBe('https://books.example.org')
  expect(() => read({ COLOPHON_CONTACT: 'me\r\nx: y' })).toThrow(/COLOPHON_CONTACT/)
})

it('does not start with an address that is none', () => {
  for (const odd of ['openlibrary.org', 'ftp://x', 'https://'])
    expect(() => read({ HARDCOVER_URL: odd })).toThrow(/HARDCOVER_URL/)
})
