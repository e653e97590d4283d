import type { SearchReport } from '@colophon/contract/web/releases.ts'
import { isUnderway, needsSomebody, type QueueItem } from '#api/queue.ts'
import type { AcquiredBook, Slot } from './book-queries.ts'

/** How far a book has come, from nobody wanting it to standing in the library. */
export type Stage = 'unwanted' | 'ahead' | 'wanted' | 'waiting' | 'loading' | 'importing' | 'stuck' | 'finished'

export interface Waiting {
  id: number
  bookId: number
  mediaType: Slot
  title: string
  reason: string
}

/** How it stands with one form of a book, and what tells of it. */
export interface Standing {
  slot: Slot
  stage: Stage
  download?: QueueItem | undefined
  waiting?: Waiting | undefined
  report?: SearchReport | undefined
}

/** The steps that a person follows; where a stage stands among them. */
export const steps = ['wanted', 'waiting', 'loading', 'importing', 'finished'] as const
const places: Record<Stage, number> = {
  ...{ unwanted: -1, ahead: 0, wanted: 0, waiting: 1 },
  ...{ loading: 2, importing: 3, stuck: 3, finished: 4 },
}
export const placeOf = (stage: Stage): number => places[stage]

type Facts = Pick<
  AcquiredBook,
  'id' | 'mediaType' | 'monitored' | 'status' | 'releaseDate' | 'ebookFilePath' | 'audiobookFilePath'
>

interface Around {
  downloads: readonly QueueItem[]
  waiting: readonly Waiting[]
  reports: readonly SearchReport[]
  now: number
}

/** How it stands with each form in which a book is wanted. */
export function standingsOf(book: Facts, around: Around): Standing[] {
  const slots: Slot[] = book.mediaType === 'both' ? ['ebook', 'audiobook'] : [slotNamed(book.mediaType)]
  return slots.map((slot) => {
    const own = around.downloads.filter((item) => item.bookId === book.id && isOfSlot(item, slot, slots))
    const download = own.find(isUnderway) ?? own.find(needsSomebody)
    const waiting = around.waiting.find((one) => one.bookId === book.id && one.mediaType === slot)
    const report = around.reports.find((one) => one.slot === slot)
    return { slot, stage: stageOf(book, slot, { download, waiting, now: around.now }), download, waiting, report }
  })
}

function stageOf(
  book: Facts,
  slot: Slot,
  { download, waiting, now }: { download: QueueItem | undefined; waiting: Waiting | undefined; now: number },
): Stage {
  if (download && needsSomebody(download)) return 'stuck'
  if (download) return download.status === 'grabbed' || download.status === 'downloading' ? 'loading' : 'importing'
  if ((slot === 'ebook' ? book.ebookFilePath : book.audiobookFilePath) !== '') return 'finished'
  if (!book.monitored || book.status === 'skipped') return 'unwanted'
  if (waiting) return 'waiting'
  return book.releaseDate !== null && new Date(book.releaseDate).getTime() > now ? 'ahead' : 'wanted'
}

const slotNamed = (mediaType: string): Slot => (mediaType === 'audiobook' ? 'audiobook' : 'ebook')

const audio = new Set(['mp3', 'm4a', 'm4b', 'flac', 'ogg', 'opus', 'audiobook'])

/** A download does not say for which form it is; of two its format tells. */
const isOfSlot = ({ quality }: QueueItem, slot: Slot, slots: readonly Slot[]) =>
  slots.length === 1 || audio.has(quality) === (slot === 'audiobook')
