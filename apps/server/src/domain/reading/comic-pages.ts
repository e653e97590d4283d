import { setTimeout as sleep } from 'node:timers/promises'
import type { ComicPages as ListedPages } from '@colophon/formats/comics/comic-pages.ts'
import type { PagePicture } from '@colophon/formats/pictures/draw-page.ts'
import { throwFailure } from '@colophon/formats/workers/failure.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { TaskInput, TaskName, TaskResult } from '@colophon/formats/workers/tasks.ts'
import type { Db } from '#database/open.ts'
import { DomainError, notFound } from '#kernel/errors.ts'
import { type FileOnDisk, fileOnDisk, unreadable } from './file-on-disk.ts'
import type { MediaCache } from './media-cache.ts'

interface Deps {
  db: Db
  pool: BookPool
  cache: MediaCache
}

export interface ComicPages {
  /** Changes with the file: a page under its version never changes. */
  version: string
  direction: ListedPages['direction']
  sizes: ListedPages['sizes']
}

export interface ComicPage extends PagePicture {
  /** Names the bytes. */
  tag: string
}

/** Programs that stream pages take JPEG alone; browsers take a page as it came. */
export type PageKind = 'jpeg' | 'any'

/** Pages out of comics, whoever asks for them: the reader in the browser, and programs that stream pages. */
export interface ComicReader {
  /** @throws not-found, forbidden, unsupported */
  list(filePublicId: string): Promise<ComicPages>
  /**
   * One page, from 1, as a browser can show it; at most `width` wide, rounded up to one of a few widths.
   * @throws not-found, forbidden, unsupported where it is no picture or damaged
   */
  page(filePublicId: string, number: number, width: number | null, kind?: PageKind): Promise<ComicPage>
}

const LIST = 'pages.json'
const WIDTHS = [160, 320, 640, 960, 1280, 1600, 2000, 2560]
/** Counted from the last page that was unpacked. */
const SILENCE_LIMIT_MS = 30_000
const PAGE_LIMIT_MS = 10_000
const LOOK_EVERY_MS = 40

export function comicReader({ db, pool, cache }: Deps): ComicReader {
  const unpacking = new Map<string, Promise<void>>()

  async function listed(file: FileOnDisk): Promise<ListedPages> {
    const key = keyOf(file)
    const known = await cache.readJson<ListedPages>(key, LIST)
    if (known) return known
    const list = await run('comicPages', file.path, PAGE_LIMIT_MS)
    await cache.write(key, LIST, JSON.stringify(list))
    return list
  }

  async function page(file: FileOnDisk, number: number, width: number | null): Promise<PagePicture> {
    const key = keyOf(file)
    const drawn = `${number}-${width}.jpg`
    const kept = width === null ? undefined : await cache.read(key, drawn)
    if (kept) return { bytes: kept, mime: 'image/jpeg' }
    const list = await listed(file)
    if (!(number >= 1 && number <= list.sizes.length)) throw notFound('page', number)
    const picture = list.isRandomAccess
      ? await run('comicPage', { path: file.path, number, width }, PAGE_LIMIT_MS)
      : await run('drawPage', { bytes: await unpacked(file, number), width }, PAGE_LIMIT_MS)
    if (width !== null && picture.mime === 'image/jpeg') await cache.write(key, drawn, picture.bytes)
    return picture
  }

  async function jpegPage(file: FileOnDisk, number: number, width: number | null): Promise<PagePicture> {
    const key = keyOf(file)
    const name = `${number}-${width}-jpeg.jpg`
    const kept = await cache.read(key, name)
    if (kept) return { bytes: kept, mime: 'image/jpeg' }
    const shown = await page(file, number, width)
    if (shown.mime === 'image/jpeg') return shown
    const drawn = await run('drawPage', { bytes: shown.bytes, width, kind: 'jpeg' }, PAGE_LIMIT_MS)
    await cache.write(key, name, drawn.bytes)
    return drawn
  }

  /** The bytes of a page of an archive that is unpacked as a whole, once; waits no longer than for that page. */
  async function unpacked(file: FileOnDisk, number: number): Promise<Uint8Array> {
    const key = keyOf(file)
    const name = String(number)
    const there = await cache.read(key, name)
    if (there) return whole(there)
    const work = unpacking.get(key) ?? unpack(file, number)
    let isDone = false
    const end = work.finally(() => {
      isDone = true
    })
    end.catch(() => undefined)
    while (!isDone) {
      await Promise.race([end, sleep(LOOK_EVERY_MS)])
      const bytes = await cache.read(key, name)
      if (bytes) return whole(bytes)
    }
    throw broken()
  }

  function unpack(file: FileOnDisk, from: number): Promise<void> {
    const key = keyOf(file)
    const work = (async () => {
      const list = await listed(file)
      const folder = await cache.folderOf(key)
      const sizes = await run('unpackComic', { path: file.path, folder, from }, SILENCE_LIMIT_MS)
      await cache.write(key, LIST, JSON.stringify({ ...list, sizes }))
      await cache.keepWithinBudget(key)
    })().finally(() => unpacking.delete(key))
    unpacking.set(key, work)
    return work
  }

  async function run<Name extends TaskName>(
    task: Name,
    input: TaskInput<Name>,
    limitMs: number,
  ): Promise<TaskResult<Name>> {
    const [outcome] = await pool.run(task, [input], { priority: 'interactive', limitMs })
    if (outcome?.ok) return outcome.value
    try {
      if (outcome) throwFailure(outcome)
      throw new Error(`The task ${task} gave no outcome`)
    } catch (error) {
      throw unreadable(error)
    }
  }

  return {
    async list(filePublicId) {
      const file = await fileOnDisk(db, filePublicId)
      const { direction, sizes } = await listed(file)
      return { version: file.version, direction, sizes }
    },
    async page(filePublicId, number, width, kind = 'any') {
      const file = await fileOnDisk(db, filePublicId)
      const step = width === null ? null : (WIDTHS.find((one) => one >= width) ?? null)
      const tag = `"${file.version}-${number}-${step ?? 'whole'}${kind === 'jpeg' ? '-jpeg' : ''}"`
      return { ...(await (kind === 'jpeg' ? jpegPage : page)(file, number, step)), tag }
    },
  }
}

const keyOf = ({ record, version }: FileOnDisk) => `${record.public_id}-${version}`

/** An empty file stands for a page that could not be unpacked. */
function whole(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw broken()
  return bytes
}

const broken = () =>
  new DomainError('unsupported', 'page.broken', 'This page of the archive is damaged and cannot be unpacked.')
