import { sniffPicture } from '@colophon/formats/pictures/sniff.ts'
import { notFound } from '#kernel/errors.ts'
import type { CoverVariant } from './cover-store.ts'
import { drawCover, saveDrawn } from './draw-cover.ts'
import type { CoverDeps } from './render-covers.ts'

export interface OpenedCover {
  bytes: Uint8Array
  mime: string
}

/** Kinds that browsers show as they are; anything else is shown as we drew it. */
const SHOWN_AS_IT_IS = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])

/**
 * A cover by its hash. A size that has not been drawn yet is drawn now; the original comes out of the book file, so
 * that it is not kept twice, and is never SVG.
 * @throws not-found where there is no such cover, or its file is gone before it was drawn
 */
export async function openCover(deps: CoverDeps, hash: string, variant: CoverVariant): Promise<OpenedCover> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw notFound('cover', hash)
  if (variant !== 'original') {
    const drawn = await deps.covers.read(hash, variant)
    if (drawn) return { bytes: drawn, mime: 'image/jpeg' }
  }
  const cover = await deps.db
    .selectFrom('covers')
    .leftJoin('book_files as file', 'file.id', 'covers.file_id')
    .leftJoin('book_file_parts as part', (join) =>
      join.onRef('part.file_id', '=', 'file.id').on('part.position', '=', 0),
    )
    .select(['covers.mime', 'covers.is_stored', 'file.file_path as path', 'part.path as part'])
    .where('covers.hash', '=', hash)
    .executeTakeFirst()
  if (!cover) throw notFound('cover', hash)
  if (variant === 'original' && SHOWN_AS_IT_IS.has(cover.mime)) {
    const original = cover.is_stored ? await deps.covers.read(hash, 'original') : await fromBook(deps, hash, cover)
    const mime = original ? sniffPicture(original) : null
    if (original && mime && SHOWN_AS_IT_IS.has(mime)) return { bytes: original, mime }
  }
  return drawNow(deps, hash, variant === 'original' ? 'large' : variant, cover)
}

interface Place {
  path: string | null
  part: string | null
}

/** The original out of its book, as long as the book still holds that very picture. */
async function fromBook(deps: CoverDeps, hash: string, { path, part }: Place): Promise<Uint8Array | null> {
  if (path === null) return null
  const found = await deps.pool.cover(part ?? path, { priority: 'interactive' }).catch(() => null)
  return found?.hash === hash ? found.bytes : null
}

async function drawNow(
  deps: CoverDeps,
  hash: string,
  variant: 'small' | 'large',
  { path, part }: Place,
): Promise<OpenedCover> {
  const there = await deps.covers.read(hash, variant)
  if (there) return { bytes: there, mime: 'image/jpeg' }
  if (path === null) throw notFound('cover', hash)
  const options = { withLarge: variant === 'large', priority: 'interactive' } as const
  const drawn = await drawCover(deps, { hash, path, part }, options)
  if (!drawn) throw notFound('cover', hash)
  await saveDrawn(deps, [drawn])
  const bytes = await deps.covers.read(hash, variant)
  if (!bytes) throw notFound('cover', hash)
  return { bytes, mime: 'image/jpeg' }
}
