import { createHash } from 'node:crypto'
import type { FileReading } from '@colophon/formats/workers/outcome.ts'
import { endingOf } from './kinds.ts'

/**
 * Whether a file is read together with its cover. A PDF has none inside: its first page must be drawn, which takes
 * longer than all the rest. So it is only drawn when covers are.
 */
export const isReadWithCover = (fileName: string) => endingOf(fileName) !== 'pdf'

/** The picture of a file by its content; that of a PDF is named by the document whose first page it is. */
export function coverOfFile({ facts, cover, partialMd5, sizeBytes }: FileReading): {
  coverHash: string | null
  coverMime: string | null
} {
  if (cover) return { coverHash: cover.hash, coverMime: cover.mime }
  if (facts.format !== 'pdf' || facts.drm !== null) return { coverHash: null, coverMime: null }
  const hash = createHash('sha256').update(`first page of ${partialMd5}:${sizeBytes}`).digest('hex')
  return { coverHash: hash, coverMime: 'application/pdf' }
}
