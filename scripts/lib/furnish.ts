import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { isInstalled } from '../../apps/server/src/integrations/download-clients/testing/programs.ts'
import {
  type RealClient,
  realTransmission,
} from '../../apps/server/src/integrations/download-clients/testing/real-clients.ts'
import { makeTorrent } from '../../apps/server/src/integrations/download-clients/testing/torrent-files.ts'
import { type FakeService, fakeIndexer } from '../../e2e/support/fake-services.ts'
import { startOpenLibrary } from '../../e2e/support/open-library.ts'

export const API_KEY = 'a'.repeat(64)
const INDEXER_KEY = 'secret of this picture'

/** Outside services that run on this machine for as long as pictures are taken. */
export interface Neighbours {
  /** For the server, before it starts. */
  env: Record<string, string>
  /** Follows an author, wants books, asks for one, and lets downloads begin: one goes on, one stands still, one is a web page. @returns what is wanted */
  furnish(url: string, folder: string): Promise<{ bookNumber: string }>
  stop(): Promise<void>
}

/** A library, an indexer and, where it is installed, a download client, so that pages about getting books have something to show. */
export async function startNeighbours(): Promise<Neighbours> {
  const openLibrary = await startOpenLibrary()
  const indexer = await fakeIndexer({ apiKey: INDEXER_KEY })
  const seed = await startSeed()
  const client = isInstalled('transmission-daemon') ? await realTransmission() : undefined
  return {
    env: { ...openLibrary.env, BINDERY_API_KEY: API_KEY, ALLOW_PRIVATE_OUTBOUND: '1' },
    furnish: (url, folder) => furnish(url, folder, { indexer, seed, client }),
    async stop() {
      await client?.stop()
      await Promise.all([openLibrary.stop(), indexer.stop()])
      seed.server.closeAllConnections()
      seed.server.close()
    },
  }
}

type Outside = { indexer: FakeService; seed: Seed; client: RealClient | undefined }

async function furnish(
  url: string,
  folder: string,
  { indexer, seed, client }: Outside,
): Promise<{ bookNumber: string }> {
  const ask = asker(url, { 'x-api-key': API_KEY })
  await ask('POST', 'api/v1/rootfolder', { path: folder })
  const author = { foreignAuthorId: 'OL21594A', authorName: 'Jane Austen', monitored: true, searchOnAdd: false }
  await ask('POST', 'api/v1/author', author)
  const about = { type: 'torznab', url: indexer.url, apiKey: INDEXER_KEY, enabled: true, categories: [7020] }
  await ask('POST', 'api/v1/indexer', { name: 'The Reading Room', ...about })
  await askForBook(url)
  type Books = { items: { id: number; title: string }[] }
  const { items: books } = await until(
    () => ask<Books>('GET', 'api/v1/book?status=wanted'),
    ({ items }) => ['Emma', 'Persuasion'].every((title) => items.some((one) => one.title === title)),
  )
  const shown = { bookNumber: String(books.find(({ title }) => title === 'Emma')?.id) }
  if (!client) return shown
  const { isTls: useSsl, ...settings } = client.settings
  await ask('POST', 'api/v1/downloadclient', {
    ...settings,
    useSsl,
    name: 'Transmission',
    category: 'books',
    enabled: true,
  })
  for (const [title, kind] of Object.entries({ 'Pride and Prejudice': 'slow', Emma: 'dead', Persuasion: 'page' })) {
    const book = books.find((one) => one.title === title)
    const name = `Jane Austen - ${title} (EPUB)`
    const release = { guid: name, nzbUrl: `${seed.url}/${kind}.torrent`, title: name, size: seed.bytes(kind) }
    await ask('POST', 'api/v1/queue/grab', { ...release, bookId: book?.id, protocol: 'torrent', mediaType: 'ebook' })
  }
  type Queue = { items: { status: string }[] }
  await until(
    () => ask<Queue>('GET', 'api/v1/queue'),
    ({ items }) => items.some((one) => one.status === 'importBlocked'),
  )
  return shown
}

async function askForBook(url: string): Promise<void> {
  const account = { name: 'Charlotte', email: 'charlotte@example.com', password: 'correct horse battery' }
  const { token } = await asker(url, {})<{ token: string }>('POST', 'api/auth/signup', account)
  const wish = { foreignBookId: 'OL66562W', title: 'Sense and Sensibility', authorName: 'Jane Austen' }
  await asker(url, { authorization: `Bearer ${token}` })('POST', 'api/web/requests', wish)
}

const asker =
  (url: string, headers: Record<string, string>) =>
  async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, ...type },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as Answer
  }

async function until<Answer>(ask: () => Promise<Answer>, isSo: (answer: Answer) => boolean): Promise<Answer> {
  for (let tried = 0; tried < 120; tried++) {
    const answer = await ask()
    if (isSo(answer)) return answer
    await sleep(500)
  }
  throw new Error(`The house was not furnished within a minute: ${JSON.stringify(await ask())}`)
}

interface Seed {
  server: Server
  url: string
  bytes(kind: string): number
}

const PIECES_A_SECOND = 1

/** Torrents and what is in them: one at once, one very slowly, one never. */
async function startSeed(): Promise<Seed> {
  const files: Record<string, Buffer> = {
    slow: Buffer.alloc(60_000_000, 'slow'),
    dead: Buffer.alloc(900_000, 'dead'),
    page: Buffer.from(
      `<html><title>Sign in</title>${'<p>This file needs a premium account.</p>'.repeat(2_000)}</html>`,
    ),
  }
  const server = createServer(async ({ url = '/', headers }, response) => {
    const [, kind = '', ending] = /^\/(\w+)\.(torrent|epub)/.exec(url) ?? []
    const content = files[kind]
    if (!content || (kind === 'dead' && ending === 'epub')) return response.writeHead(404).end()
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}.epub`
    if (ending === 'torrent') return response.end(makeTorrent(`${kind}.epub`, content, address).bytes)
    const [, from = '0', to = String(content.length - 1)] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? []
    const part = content.subarray(Number(from), Number(to) + 1)
    const range = `bytes ${from}-${to}/${content.length}`
    response.writeHead(206, { 'content-range': range, 'content-length': part.length })
    if (kind !== 'slow') return response.end(part)
    for (let at = 0; at < part.length && !response.destroyed; at += 16_384) {
      response.write(part.subarray(at, at + 16_384))
      await sleep(1_000 / PIECES_A_SECOND)
    }
    return response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, url: `http://127.0.0.1:${port}`, bytes: (kind) => files[kind]?.length ?? 0 }
}
