import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBook } from '@colophon/formats/read-book.ts'
import { faultOfXml } from '@colophon/formats/testing/well-formed.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { JobRequest, Transaction } from '#database/open.ts'
import type { AuditEntry } from '#domain/history/audit.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { pageFetcher } from '#integrations/outbound/page-fetcher.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { insertLibrary } from '#test/support/library.ts'
import { recording } from '#test/support/recording.ts'
import { type CaptureDeps, capturePage } from './capture.ts'
import { fileNameOf } from './capture-name.ts'
import { takeInUpload } from './take-in.ts'

const pool = createBookPool({ size: 1 })
const open = createOutbound({ userAgent: 'x', logger: silentLogger, isPrivateAllowed: true })
const guarded = createOutbound({ userAgent: 'x', logger: silentLogger })
let web: Server
let origin = ''
let answers: Record<string, (response: ServerResponse) => void> = {}
const asked: string[] = []

beforeAll(async () => {
  web = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = answers[request.url ?? '']
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
})
afterAll(async () => {
  await Promise.all([pool.close(), open.close(), guarded.close()])
  await new Promise((resolve) => web.close(resolve))
})
afterEach(() => {
  answers = {}
  asked.length = 0
})

const text = `<p>${'The sea was calm, and nobody spoke, for an hour. '.repeat(8)}</p>`.repeat(4)
const page =
  (body = '', head = '') =>
  (response: ServerResponse) =>
    response
      .setHeader('content-type', 'text/html; charset=windows-1252')
      .end(
        Buffer.from(
          `<html lang="en"><head><title>The caf\xe9 &amp; the sea</title><meta name="author" content="Ann Author">${head}</head><body><article>${body}${text}</article></body></html>`,
          'latin1',
        ),
      )
const nothing = { title: null, author: null, description: null, language: null, publisher: null }

onEveryDatabase('capturing a page', (world) => {
  let root: string
  let libraryId: string
  let userId: number
  let userPublicId: string
  let entries: AuditEntry[]
  let announced: unknown[]
  let transaction: Transaction

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'colophon-capture-'))
    entries = []
    ;({ transaction, announced } = recording(world.db))
    const { writer, dialect } = world.db
    const now = new Date().toISOString()
    userPublicId = dialect.newPublicId()
    const user = await writer
      .insertInto('users')
      .values({
        public_id: userPublicId,
        name: 'Ulla',
        email: `${userPublicId}@example.test`,
        email_key: userPublicId,
        username: userPublicId,
        username_key: userPublicId,
        password_hash: null,
        role: 'reader',
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    userId = user.id
    libraryId = (await insertLibrary(world.db, root)).publicId
    return () => rmSync(root, { recursive: true, force: true })
  })

  const run = (
    path = '/a',
    { overrides = nothing, deps = {}, jobId = 'job-1', signal = AbortSignal.timeout(30_000) }: RunOptions = {},
  ) => {
    const known: CaptureDeps = {
      db: world.db.reader,
      transaction,
      audit: async (entry) => void entries.push(entry),
      pool,
      pages: pageFetcher(open),
      clock: systemClock,
      ...deps,
    }
    const context = { jobId, attempt: 1, signal, log: silentLogger, progress() {} }
    return capturePage.run(known, { url: origin + path, libraryId, userId, overrides }, context)
  }
  interface RunOptions {
    overrides?: { [Name in keyof typeof nothing]: string | null }
    deps?: Partial<CaptureDeps>
    jobId?: string
    signal?: AbortSignal
  }
  const staged = () =>
    readdirSync(join(root, '.uploads'), { withFileTypes: true }).map(({ name }) => join(root, '.uploads', name))
  const stagedNone = () => readdirSync(root)

  it('stages a book of it and asks for the book to be taken in', async () => {
    answers = { '/a': page('<figure><img src="/p.png" alt="sea"></figure><img src="/gone.png"><img src="/text.png">') }
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    answers['/p.png'] = (response) => response.end(png)
    answers['/text.png'] = (response) => response.end('this is no picture')
    await run()

    const [path = '', ...more] = staged()
    expect(more).toEqual([])
    const bytes = readFileSync(path)
    const title = 'The café & the sea'
    expect(announced).toEqual([
      takeInUpload.request({
        path,
        fileName: 'The café & the sea.epub',
        fileType: 'epub',
        fileSize: bytes.length,
        libraryId,
        userId,
        overrides: { ...nothing, isbn: null, title, author: 'Ann Author' },
      }),
    ])
    expect(entries).toEqual([
      {
        by: { publicId: userPublicId },
        action: 'book.captured',
        entityType: 'book_capture',
        entityId: `${origin}/a`,
        metadata: { url: `${origin}/a`, title, file_name: 'The café & the sea.epub', file_size: bytes.length },
      },
    ])
    const { facts } = await readBook(path, { cover: false })
    expect(facts).toMatchObject({ title, languages: ['en'], warnings: [] })
    expect(facts.creators).toMatchObject([{ name: 'Ann Author', role: 'author' }])
    const files = unzipSync(bytes)
    for (const name of Object.keys(files).filter((name) => /\.(xhtml|opf|xml)$/.test(name))) {
      expect(faultOfXml(Buffer.from(files[name] ?? []).toString()), name).toBeUndefined()
    }
    // Whatever it was, it is drawn anew.
    expect(Object.keys(files).filter((name) => name.includes('pictures'))).toEqual(['EPUB/pictures/0.jpg'])
    expect(files['EPUB/pictures/0.jpg']?.subarray(0, 3)).toEqual(Uint8Array.of(0xff, 0xd8, 0xff))
    expect(Buffer.from(files['EPUB/chapter-1.xhtml'] ?? []).toString()).toContain('The sea was calm')
  })

  it('lets a person have the last word', async () => {
    answers = { '/a': page() }
    const overrides = { title: 'Given: a/b', author: 'Given Author', description: 'D', language: 'de', publisher: 'P' }
    await run('/a', { overrides })
    expect(announced).toMatchObject([
      { payload: { fileName: 'Given a b.epub', overrides: { ...overrides, isbn: null } } },
    ])
    const { facts } = await readBook(staged()[0] ?? '', { cover: false })
    expect(facts).toMatchObject({ title: 'Given: a/b', languages: ['de'], publisher: 'P', description: 'D' })
  })

  it('runs again after it was killed before the hand-over, and hands over once', async () => {
    answers = { '/a': page() }
    const dies: Transaction = () => Promise.reject(new Error('killed'))
    await expect(run('/a', { deps: { transaction: dies } })).rejects.toThrow('killed')
    expect(stagedNone()).toEqual([])
    await run()
    const first = staged()
    const { payload, name, key } = announced[0] as JobRequest
    await world.db.writer
      .insertInto('jobs')
      .values({
        public_id: world.db.dialect.newPublicId(),
        name,
        queue: 'critical',
        payload_json: payload,
        dedup_key: key,
        state: 'completed',
        priority: 0,
        attempts_made: 1,
        attempts_max: 6,
        run_at: new Date().toISOString(),
        created_at: new Date().toISOString(),
      })
      .execute()
    expect(await run()).toEqual({ skipped: 'the page was handed on before' })
    expect(announced.length).toBe(1)
    expect(staged()).toEqual(first)
  })

  it('says nothing and stages nothing where the library is gone', async () => {
    libraryId = 'gone'
    expect(await run()).toEqual({ skipped: 'the library is gone' })
    expect(asked).toEqual([])
  })

  describe('ends with a sentence and leaves nothing behind', () => {
    afterEach(() => {
      expect(stagedNone()).toEqual([])
      expect([announced, entries]).toEqual([[], []])
    })

    it.each([
      ['/gone', 'invalid', 'the page answered with status 404'],
      ['/busy', 'unavailable', 'the page answered with status 503'],
      ['/empty', 'invalid', 'the page holds no article that could be read'],
      ['/zip', 'invalid', 'the address leads to no page but to application/zip'],
      ['/endless', 'invalid', 'the page is larger than 10 MB'],
      ['/away', 'invalid', 'url not allowed: it leads to an address that may not be called (metadata)'],
    ])('where %s fails', async (path, kind, message) => {
      answers = {
        '/busy': (response) => response.writeHead(503).end(),
        '/empty': (response) => response.setHeader('content-type', 'text/html').end('<html><body></body></html>'),
        '/zip': (response) => response.setHeader('content-type', 'application/zip').end('PK'),
        '/endless': (response) => response.setHeader('content-type', 'text/html').end(Buffer.alloc(11 << 20, 'a')),
        '/away': (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
      }
      await expect(run(path)).rejects.toMatchObject({ kind, message })
    })

    it('where the page is inside the network of the server', async () => {
      answers = { '/a': page() }
      await expect(run('/a', { deps: { pages: pageFetcher(guarded) } })).rejects.toMatchObject({
        code: 'outbound.refused',
      })
      expect(asked).toEqual([])
    })

    it('where it is told to stop', async () => {
      answers = { '/a': () => {} }
      const stop = new AbortController()
      setTimeout(() => stop.abort(new Error('stopping')), 50)
      await expect(run('/a', { signal: stop.signal })).rejects.toThrow('stopping')
    })
  })
})

describe('the file name of a captured page', () => {
  it.each([
    ['A title', 'A title.epub'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.epub'],
    ['../../etc/passwd', 'etc passwd.epub'],
    ['https://example.org/x', 'https example.org x.epub'],
    ['...', 'Captured page.epub'],
    ['\u0000\n', 'Captured page.epub'],
  ])('of %j is %s', (title, name) => expect(fileNameOf(title)).toBe(name))

  it('is never too long for a disk', () => {
    for (const letter of ['a', 'я', '鯨', '🐋']) {
      expect(Buffer.byteLength(fileNameOf(letter.repeat(400)))).toBeLessThan(250)
    }
  })
})
