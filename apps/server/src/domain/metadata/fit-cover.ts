import { createHash } from 'node:crypto'
import { throwFailure } from '@colophon/formats/workers/failure.ts'
import { DomainError, notFound } from '#kernel/errors.ts'
import { openCover } from './open-cover.ts'
import type { CoverDeps } from './render-covers.ts'

/** Where sizes that were drawn once are kept. */
export interface PictureCache {
  read(key: string, name: string): Promise<Buffer | undefined>
  write(key: string, name: string, bytes: Uint8Array): Promise<void>
}

export interface FittedCover {
  /** `cover:<hash>`, an address elsewhere, or null. */
  cover: string | null
  title: string
  authors: string[]
}

export interface Fit {
  width: number
  height: number
  quality: number
  isGrey: boolean
}

/**
 * The cover of a book as small readers take it: a baseline JPEG that fits into a box; of a book without one, a cover of its words. Drawn
 * once.
 * @returns the bytes and a name for them that changes with them
 * @throws not-found where it cannot be drawn
 */
export async function fitCover(
  deps: CoverDeps & { cache: PictureCache },
  book: FittedCover,
  { width, height, quality, isGrey }: Fit,
): Promise<{ bytes: Uint8Array; tag: string }> {
  const hash = book.cover?.startsWith(STORED) ? book.cover.slice(STORED.length) : null
  const subject =
    hash ??
    createHash('sha256')
      .update(JSON.stringify([book.title, book.authors]))
      .digest('hex')
  const key = `fit-${subject.slice(0, 40)}`
  const tag = `${subject.slice(0, 16)}-${width}x${height}-${quality}${isGrey ? 'g' : ''}`
  const known = await deps.cache.read(key, `${tag}.jpg`)
  if (known) return { bytes: known, tag }
  const picture = hash === null ? null : await openPicture(deps, hash)
  const [outcome] = await deps.pool.run(
    'fitPicture',
    [{ bytes: picture, title: book.title, authors: book.authors, width, height, quality, isGrey }],
    { priority: 'interactive' },
  )
  if (!outcome) throw notFound('cover', subject)
  if (!outcome.ok) throwFailure(outcome)
  await deps.cache.write(key, `${tag}.jpg`, outcome.value)
  return { bytes: outcome.value, tag }
}

const STORED = 'cover:'

async function openPicture(deps: CoverDeps, hash: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array((await openCover(deps, hash, 'large')).bytes)
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}
