import { coverAddress } from '#api/cover-address.ts'
import type { AudioPlayer, PlayerState } from './audio-player.ts'
import { chapterAfter, chapterAt, chapterBefore } from './timeline.ts'

/** Media keys, headphones and the lock screen: what plays, where it is, and their presses. @returns takes it back */
export function connectMediaSession(player: AudioPlayer): () => void {
  if (!('mediaSession' in navigator)) return () => {}
  const session = navigator.mediaSession
  let shown = ''

  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.skip(-(seekOffset ?? player.state().settings.skipBack)),
    seekforward: ({ seekOffset }) => player.skip(seekOffset ?? player.state().settings.skipForward),
    seekto: ({ seekTime }) => player.seek(seekTime ?? player.state().seconds),
    previoustrack: () => player.seek(chapterBefore(player.state().timeline, player.state().seconds)),
    nexttrack: () => {
      const next = chapterAfter(player.state().timeline, player.state().seconds)
      if (next !== undefined) player.seek(next)
    },
  }
  for (const [action, handler] of Object.entries(handlers)) handle(session, action as MediaSessionAction, handler)

  const show = () => {
    const state = player.state()
    session.playbackState = state.opened ? (state.isPlaying ? 'playing' : 'paused') : 'none'
    const metadata = metadataOf(state)
    const key = JSON.stringify(metadata)
    if (key !== shown) session.metadata = metadata ? new MediaMetadata(metadata) : null
    shown = key
    const { duration } = state.timeline
    if (state.opened && duration > 0) {
      session.setPositionState({
        duration,
        position: Math.min(state.seconds, duration),
        playbackRate: state.settings.speed,
      })
    }
  }
  const unsubscribe = player.subscribe(show)
  return () => {
    unsubscribe()
    for (const action of Object.keys(handlers)) handle(session, action as MediaSessionAction, null)
    session.metadata = null
  }
}

/** Browsers throw at actions that they do not know. */
function handle(session: MediaSession, action: MediaSessionAction, handler: MediaSessionActionHandler | null): void {
  try {
    session.setActionHandler(action, handler)
  } catch {
    // This device has no such key.
  }
}

function metadataOf({ opened, timeline, seconds }: PlayerState): MediaMetadataInit | null {
  if (!opened) return null
  const { book } = opened
  const chapter = timeline.chapters[chapterAt(timeline, seconds)]
  const cover = coverAddress(book.coverUrl, 'large')
  return {
    title: chapter?.title ?? book.title,
    album: book.title,
    artist: book.creators
      .filter(({ role }) => role === 'author')
      .map(({ name }) => name)
      .join(', '),
    artwork: cover ? [{ src: cover, type: 'image/jpeg' }] : [],
  }
}
