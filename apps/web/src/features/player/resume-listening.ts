import { readBookPage } from '@colophon/contract/web/books.ts'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'
import { lastPlace } from '#reading/last-place.ts'
import type { AudioPlayer } from './audio-player.ts'
import { playbackOf } from './player-queries.ts'
import { beginning, timelineOf } from './timeline.ts'

const KEY = 'colophon.listening'

/**
 * Puts back the book that was in the player of this tab, silent: reading another book in between, or loading the page
 * anew, does not take it away. @returns stops remembering
 */
export function resumeListening(player: AudioPlayer, client: QueryClient): () => void {
  let isGone = false
  let kept = sessionStorage.getItem(KEY)
  if (kept && !player.state().opened) void putBack(kept).catch(() => sessionStorage.removeItem(KEY))

  async function putBack(key: string) {
    const [bookId = '', fileId = ''] = key.split(' ')
    const [book, playback] = await Promise.all([
      call(readBookPage, { params: { bookId } }),
      client.fetchQuery(playbackOf(fileId)),
    ])
    const file = book.files.find(({ id }) => id === fileId)
    if (isGone || !file || player.state().opened) return
    const { duration } = timelineOf(
      playback.parts.map(({ durationSeconds }) => durationSeconds),
      [],
    )
    player.open({ book, file, playback }, beginning(lastPlace(book), duration, Date.now()))
  }

  const unsubscribe = player.subscribe(() => {
    const { opened } = player.state()
    const key = opened && `${opened.book.id} ${opened.file.id}`
    if (key === kept) return
    kept = key
    if (key) sessionStorage.setItem(KEY, key)
    else sessionStorage.removeItem(KEY)
  })
  return () => {
    isGone = true
    unsubscribe()
  }
}
