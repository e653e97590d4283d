import { notFound } from '#kernel/errors.ts'
import { openCover } from './open-cover.ts'
import type { CoverDeps } from './render-covers.ts'

/** Into what the small screens of reading apps fit a cover. */
const BOX = { width: 240, height: 360, quality: 85, isGrey: false, title: '', authors: [] }

/**
 * A cover within 240 by 360, as JPEG; drawn from the small one at the first look, and kept.
 * @throws not-found where there is no such cover, or it cannot be drawn
 */
export async function openThumbnail(deps: CoverDeps, hash: string): Promise<Uint8Array> {
  const kept = await deps.covers.read(hash, 'thumb')
  if (kept) return kept
  const { bytes } = await openCover(deps, hash, 'small')
  const picture = { ...BOX, bytes: new Uint8Array(bytes) }
  const [drawn] = await deps.pool.run('fitPicture', [picture], { priority: 'interactive' })
  if (!drawn?.ok) throw notFound('cover', hash)
  await deps.covers.putThumbnail(hash, drawn.value)
  return drawn.value
}
