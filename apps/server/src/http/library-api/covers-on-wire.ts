import type { Db } from '#database/open.ts'
import { openCover } from '#domain/metadata/open-cover.ts'
import type { CoverDeps } from '#domain/metadata/render-covers.ts'
import { type StoreCoverDeps, storeCover } from '#domain/metadata/store-cover.ts'
import { DomainError, invalid } from '#kernel/errors.ts'
import { coverAddress, coverHash, coverOfAddress } from '../cover-address.ts'
import { decodeDataUrl } from '../data-url.ts'

/** What this client gets for the cover of a book: its address, or the picture itself where it insists. */
export async function giveCover(
  deps: CoverDeps,
  urlBase: string,
  cover: string | null,
  wish: string | undefined,
): Promise<string | null> {
  const hash = coverHash(cover)
  if (wish !== 'inline' || hash === undefined) return coverAddress(urlBase, cover)
  try {
    const { bytes, mime } = await openCover(deps, hash, 'original')
    return `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`
  } catch {
    // The file that holds the picture may be away; the address stays good for when it is back.
    return coverAddress(urlBase, cover)
  }
}

/**
 * Reads a cover that a client sent, into the form in which it is kept: a picture is stored, an address that this
 * server gave is the cover it stands for, any other text is kept as it is.
 * @throws invalid where a `data:` URL holds no picture, or the address no cover
 */
export async function takeCover(
  deps: StoreCoverDeps & { db: Db },
  given: string | null | undefined,
): Promise<string | null> {
  if (given === null || given === undefined) return null
  if (/^data:/i.test(given)) {
    const { hash } = await storeCover(deps, decodeDataUrl(given))
    return `cover:${hash}`
  }
  const own = coverOfAddress(given) ?? (given.startsWith('cover:') ? given : undefined)
  if (own === undefined) return given
  const known = await deps.db
    .selectFrom('covers')
    .select('hash')
    .where('hash', '=', own.slice('cover:'.length))
    .executeTakeFirst()
  // The same kind of address on another server is just an address.
  if (!known && /^https?:/.test(given)) return given
  if (!known) throw invalid('cover.unknown', 'there is no cover at this address')
  return own
}

/** What refuses a picture for what it shows and not for what it is. */
const NO_PICTURE = new Set(['cover.not-a-picture', 'cover.unreadable'])

/**
 * The same for a book that is only being made: without a picture that nobody can see, rather than not at all.
 * @throws invalid where the address holds no cover, or the picture is too large
 */
export async function takeFirstCover(
  deps: StoreCoverDeps & { db: Db },
  given: string | null | undefined,
): Promise<string | null> {
  try {
    return await takeCover(deps, given)
  } catch (error) {
    if (error instanceof DomainError && NO_PICTURE.has(error.code)) return null
    throw error
  }
}
