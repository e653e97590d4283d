import { useEffect, useRef } from 'react'
import type { AudioPlayer } from './audio-player.ts'

interface Beyond {
  onBookmark: () => void
  onNotes: () => void
}

/** Keys of the player's own page: space plays, arrows skip, as in other players. */
export function useListenKeys(player: AudioPlayer, beyond: Beyond): void {
  const latest = useRef(beyond)
  latest.current = beyond
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      const isBusy =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog, [role=menu]')
      if (isBusy) return
      const isPressed = event.target instanceof Element && event.target.closest('button, a[href]')
      const { skipBack, skipForward, speed } = player.state().settings
      const actions: Record<string, (() => void) | undefined> = {
        ' ': isPressed ? undefined : () => player.toggle(),
        k: () => player.toggle(),
        b: () => latest.current.onBookmark(),
        l: () => latest.current.onNotes(),
        ArrowLeft: () => player.skip(-skipBack),
        ArrowRight: () => player.skip(skipForward),
        '<': () => player.change({ speed: Math.max(0.5, Math.round((speed - 0.05) * 100) / 100) }),
        '>': () => player.change({ speed: Math.min(3, Math.round((speed + 0.05) * 100) / 100) }),
      }
      const action = actions[event.key]
      if (!action) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [player])
}
