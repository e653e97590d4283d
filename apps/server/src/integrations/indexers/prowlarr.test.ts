import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger } from '#kernel/logger.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { prowlarr } from './prowlarr.ts'
import { remoteIndexers, syncCategoriesOf } from './prowlarr-indexers.ts'
import { fixture, type StubServer, stubServer } from './testing/stub-server.ts'

const http = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger })
const json = (file: string): unknown => JSON.parse(fixture(`prowlarr/${file}`).toString())
const list = (file: string) => {
  const listed = json(file)
  if (!Array.isArray(listed)) throw new Error('no list')
  return listed
}

let stub: StubServer
beforeAll(async () => {
  stub = await stubServer()
})
afterAll(() => Promise.all([stub.close(), http.close()]))

const open = () => prowlarr({ url: `${stub.url}/`, apiKey: 'KEY', timeoutSeconds: 5 }, http)
const files: Record<string, string> = {
  '/api/v1/system/status': 'system-status.json',
  '/api/v1/indexer': 'indexers.json',
  '/api/v1/applications': 'applications.json',
}

describe('Prowlarr', () => {
  it('tells its version and its indexers to whoever has the key', async () => {
    stub.answer = ({ pathname }) => ({ type: 'application/json', body: fixture(`prowlarr/${files[pathname]}`) })
    expect(await open().version()).toBe('2.0.5.5160')
    expect(await open().indexers()).toEqual([
      {
        remoteId: 1,
        name: 'ExampleNZB',
        type: 'newznab',
        url: `${stub.url}/1/api`,
        categories: [3030, 7020, 7030],
        seedRatio: undefined,
        limits: { queries: undefined, grabs: undefined, per: 'day' },
      },
      expect.objectContaining({ remoteId: 2, type: 'torznab', seedRatio: 1.5 }),
      expect.objectContaining({ remoteId: 5, categories: [7010, 7030] }),
    ])
    expect(stub.asked.every(({ headers }) => headers['x-api-key'] === 'KEY')).toBe(true)
  })

  it('is read in older shapes, and what is for programs stands in where an indexer lists nothing', () => {
    expect(remoteIndexers(list('indexers-old-shape.json'), [], 'http://p')).toMatchObject([
      { remoteId: 1, categories: [7020] },
    ])
    const bare = { id: 9, name: 'Bare', protocol: 'usenet', tags: [3] }
    const applications = syncCategoriesOf(json('applications.json'))
    expect(remoteIndexers([bare], applications, 'http://p')).toMatchObject([
      { categories: [3030, 7010, 7020, 7030, 7040, 7050, 7060] },
    ])
    expect(remoteIndexers([{ ...bare, tags: [4] }, 'nonsense', null], applications, 'http://p')).toEqual([])
  })

  it('says what is wrong', async () => {
    stub.answer = () => ({ status: 401 })
    await expect(open().version()).rejects.toMatchObject({ kind: 'unavailable', code: 'prowlarr.key' })
    stub.answer = () => ({ status: 502 })
    await expect(open().indexers()).rejects.toMatchObject({ code: 'prowlarr.status' })
    for (const body of ['<html>', '[]', '"x"']) {
      stub.answer = () => ({ body })
      await expect(open().version()).rejects.toMatchObject({ code: 'prowlarr.answer' })
    }
  })
})
