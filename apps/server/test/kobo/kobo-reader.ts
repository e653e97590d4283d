import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Account, AppWorld } from '#test/support/app.ts'
import { booksOf } from '../library-api/books-world.ts'

interface Part {
  [name: string]: unknown
}

/** One thing that a sync said: its kind and what it is about. */
export interface Said {
  kind: string
  id: string
  body: Part
}

export const dashed = (id: string) =>
  id.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

function readElement(element: Part): Said {
  const [kind = ''] = Object.keys(element)
  const body = element[kind] as Part
  const about = (body.BookEntitlement ?? body.ReadingState ?? body.Tag) as Part
  return { kind, id: String(about.Id ?? about.EntitlementId), body }
}

/** `new <id>` and its like, without what stands in it. */
export const said = (elements: Said[]) => elements.map(({ kind, id }) => `${kind} ${id}`)
export const ofKind = (elements: Said[], kind: string) => elements.filter((one) => one.kind === kind)

/** A Kobo as its firmware behaves. `repeats`: it sends the cursor with which a sync began until there is no more. */
export class KoboReader {
  readonly #world: Pick<AppWorld, 'app'>
  readonly token: string
  readonly deviceId: string
  readonly repeats: boolean
  cursor: string | undefined

  constructor(
    world: Pick<AppWorld, 'app'>,
    token: string,
    { repeats = false, deviceId = randomBytes(16).toString('hex') } = {},
  ) {
    this.#world = world
    this.deviceId = deviceId
    this.token = token
    this.repeats = repeats
  }

  send(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD',
    path: string,
    more: { payload?: unknown; headers?: object } = {},
  ) {
    const { payload, headers } = more
    return this.#world.app.inject({
      method,
      url: `/kobo/${this.token}${path}`,
      headers: {
        'x-kobo-deviceid': this.deviceId,
        'x-kobo-devicemodel': 'Kobo Clara BW',
        'x-kobo-appversion': '4.38',
        ...headers,
      },
      ...(payload === undefined ? {} : { payload: payload as string | object }),
    })
  }

  async page(cursor = this.cursor): Promise<{ elements: Said[]; cursor: string; hasMore: boolean }> {
    const answer = await this.send('GET', '/v1/library/sync', {
      headers: cursor === undefined ? {} : { 'x-kobo-synctoken': cursor },
    })
    expect(answer.statusCode).toBe(200)
    return {
      elements: answer.json<Part[]>().map(readElement),
      cursor: String(answer.headers['x-kobo-synctoken']),
      hasMore: answer.headers['x-kobo-sync'] === 'continue',
    }
  }

  /** A whole sync: everything that it said, and how many pages it took. */
  async sync(): Promise<Said[] & { pages: number }> {
    const base = this.cursor
    let given = base
    const elements: Said[] = []
    for (let pages = 1; pages < 50; pages++) {
      const page = await this.page(given)
      elements.push(...page.elements)
      this.cursor = page.cursor
      if (!page.hasMore) return Object.assign(elements, { pages })
      given = this.repeats ? base : page.cursor
    }
    throw new Error('the sync does not end')
  }

  read(bookId: string, percent: number, more: { span?: string; source?: string; status?: string; at?: string } = {}) {
    const at = more.at ?? `${new Date().toISOString().slice(0, 19)}Z`
    const location = more.span
      ? { Location: { Source: more.source ?? 'OEBPS/chapter-1.xhtml', Type: 'KoboSpan', Value: more.span } }
      : {}
    return this.tell(bookId, [
      {
        EntitlementId: dashed(bookId),
        LastModified: at,
        CurrentBookmark: { LastModified: at, ProgressPercent: percent, ...location },
        StatusInfo: { LastModified: at, Status: more.status ?? 'Reading' },
      },
    ])
  }

  tell(bookId: string, states: unknown[]): Promise<LightMyRequestResponse> {
    return this.send('PUT', `/v1/library/${dashed(bookId)}/state`, { payload: { ReadingStates: states } })
  }

  async state(bookId: string) {
    const answer = await this.send('GET', `/v1/library/${dashed(bookId)}/state`)
    return answer.json<[{ StatusInfo: Part; CurrentBookmark: Part; LastModified: string }]>()[0]
  }

  download(bookId: string, format = 'kepub') {
    return this.send('GET', `/download/${dashed(bookId)}/${format}`)
  }
}

/** Shelves of books with real files, each on a list of its own, and readers that get that list. */
export function shelvesOf(world: AppWorld) {
  const make = booksOf(world)
  const paragraphs = (count: number) =>
    Array.from({ length: count }, (_, at) => `<p>One of ${at + 1}. Two of it.</p>`).join('')

  async function book(more: { chapters?: string[]; bytes?: Uint8Array; extension?: string } = {}) {
    const { id: libraryId, paths } = await make.library()
    const title = make.unique('Story')
    const bytes = more.bytes ?? buildEpub({ title, chapters: more.chapters ?? [paragraphs(20), paragraphs(20)] })
    const extension = more.extension ?? 'epub'
    const path = make.write(join(paths[0] as string, `${title}.${extension}`), bytes)
    const { id } = await make.book({ title, library_id: libraryId })
    const file = await make.file(id, path, { file_type: extension.split('.').at(-1), file_size: bytes.length })
    return { id, title, path, bytes, fileId: file.id }
  }

  return {
    make,
    book,
    books: async (count: number) => {
      const books: Awaited<ReturnType<typeof book>>[] = []
      for (let n = 0; n < count; n++) books.push(await book())
      return books
    },
    async list(account: Account, bookIds: string[]) {
      const { id } = (await account.post('/api/reading-lists', { name: make.unique('List') })).json<{ id: string }>()
      for (const book_id of bookIds) await account.post(`/api/reading-lists/${id}/books`, { book_id })
      return id
    },
    /** A reader that gets the books of lists alone, so that tests do not see each other's. */
    async reader(account: Account, listIds: string[], settings: object = {}, how: { repeats?: boolean } = {}) {
      const made = await account.post('/api/kobo/tokens', { name: 'Clara' })
      const { id, token } = made.json<{ id: string; token: string }>()
      const changed = await account.send('PATCH', `/api/kobo/tokens/${id}`, {
        payload: { settings: { scope: 'lists', list_ids: listIds, collection_ids: [], ...settings } },
      })
      expect(changed.statusCode).toBe(200)
      return Object.assign(new KoboReader(world, token, how), { tokenId: id })
    },
  }
}
