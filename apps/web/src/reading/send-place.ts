import { reportProgress } from '@colophon/contract/library/progress.ts'
import { call } from '#api/call.ts'
import { deviceName } from './device-name.ts'
import type { Place } from './place-keeper.ts'

/** Tells the server a place in a book, reached now unless `at` says when; `isLast` where the page is going away. */
export function sendPlace(
  bookId: string,
  fileId: string,
  { fraction, locator, at = new Date().toISOString() }: Place & { at?: string },
  { isLast }: { isLast: boolean },
) {
  const body = { fraction, locator, source: 'web', device: deviceName(navigator), file_id: fileId, at }
  return call(reportProgress, { params: { bookId }, body }, { keepalive: isLast })
}
