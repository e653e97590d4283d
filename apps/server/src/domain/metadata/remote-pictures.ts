import { pictureSize } from '@colophon/formats/cover/picture-size.ts'
import { sniffPicture } from '@colophon/formats/pictures/sniff.ts'
import type { Clock } from '#kernel/clock.ts'
import { DomainError, invalid } from '#kernel/errors.ts'
import type { PictureCache, PictureFetcher } from './picture-ports.ts'

/** A picture from outside, kept here. */
export interface RemotePicture {
  /** Whole, for whoever sends pieces of it. */
  path: string
  mime: string
  bytes: Uint8Array
  storedAt: Date
}

/** Pictures of other servers, which browsers shall not ask themselves: that would tell who reads what. */
export interface RemotePictures {
  /**
   * @throws invalid where the address may not be called; bad-gateway where no picture comes from it, also for an hour after
   * that was tried
   */
  open(address: string): Promise<RemotePicture>
  sizeBytes(): Promise<number>
  /** Throws away what is too old or too much. */
  sweep(): Promise<void>
}

const DAY_MS = 86_400_000
export const PICTURE_LIFE_MS = 30 * DAY_MS
const MAX_BYTES = 10 << 20
const MAX_PIXELS = 50_000_000
const TIMEOUT_MS = 15_000
const FAILED_MS = 3_600_000
const MOST_FAILURES = 5_000
const LONGEST_ADDRESS = 4_000

/** What browsers show as it is. A drawing (SVG) is none of them: it could bring scripts along. */
const SHOWN = new Set<string>(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])
/** Some servers send a dot for a picture that they do not have. */
const DOT_BYTES = 64

export interface RemotePicturesDeps {
  fetcher: PictureFetcher
  cache: PictureCache
  clock: Clock
}

export function remotePictures({ fetcher, cache, clock }: RemotePicturesDeps): RemotePictures {
  const fetching = new Map<string, Promise<RemotePicture>>()
  const failures = new Map<string, { error: DomainError; until: number }>()

  async function kept(address: string): Promise<RemotePicture | undefined> {
    const picture = await cache.read(address)
    const type = picture && (await cache.read(address, '.ct'))
    const mime = type?.bytes.toString('utf8').trim()
    if (!picture || !mime || !SHOWN.has(mime)) return undefined
    if (clock.now().getTime() - picture.storedAt.getTime() > PICTURE_LIFE_MS) return undefined
    return { path: cache.pathOf(address), mime, ...picture }
  }

  async function fetch(address: string): Promise<RemotePicture> {
    const { status, bytes } = await fetcher.fetch(address, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES })
    if (status !== 200) throw noPicture(`its server answered ${status}`)
    const mime = sniffPicture(bytes)
    if (!mime || !SHOWN.has(mime)) throw noPicture('what came is no picture that can be shown')
    const size = pictureSize(bytes, mime)
    if (size && size.width * size.height > MAX_PIXELS) throw noPicture('it has too many pixels')
    if (size && size.width * size.height <= 1 && bytes.length <= DOT_BYTES) throw noPicture('its server has none')
    // The type first: a picture without one counts as not there.
    await cache.write(address, Buffer.from(mime), '.ct')
    await cache.write(address, bytes)
    return { path: cache.pathOf(address), mime, bytes, storedAt: clock.now() }
  }

  function remember(address: string, error: DomainError) {
    if (failures.size >= MOST_FAILURES) failures.clear()
    failures.set(address, { error, until: clock.now().getTime() + FAILED_MS })
  }

  async function fetchOnce(address: string): Promise<RemotePicture> {
    const failed = failures.get(address)
    if (failed && failed.until > clock.now().getTime()) throw failed.error
    failures.delete(address)
    try {
      return await fetch(address)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      // What may not be called is not worth remembering: it costs nothing to refuse it again.
      if (error.kind === 'invalid') throw invalid('picture.address', 'invalid url', error)
      const told = error.code === 'picture.none' ? error : noPicture('it cannot be fetched', error)
      remember(address, told)
      throw told
    }
  }

  return {
    async open(address) {
      if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) throw invalid('picture.address', 'invalid url')
      const known = await kept(address)
      if (known) return known
      const running = fetching.get(address) ?? fetchOnce(address).finally(() => fetching.delete(address))
      fetching.set(address, running)
      return running
    },
    sizeBytes: () => cache.sizeBytes(),
    sweep: () => cache.sweep(clock.now()),
  }
}

const noPicture = (why: string, cause?: unknown) =>
  new DomainError('bad-gateway', 'picture.none', `there is no picture at this address: ${why}`, { cause })
