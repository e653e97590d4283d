import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { AudioPlayer, type PlayerState } from './audio-player.ts'
import { connectMediaSession } from './media-session.ts'
import { resumeListening } from './resume-listening.ts'

const PlayerContext = createContext<AudioPlayer | null>(null)

/** Keeps the one player of the app above all pages, so that it goes on while they change. */
export function PlayerProvider({ children }: { children: ReactNode }) {
  const [player] = useState(() => new AudioPlayer(new Audio()))
  const client = useQueryClient()
  useEffect(() => resumeListening(player, client), [player, client])
  useEffect(() => {
    const disconnect = connectMediaSession(player)
    const leave = () => player.save(true)
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
    }
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      disconnect()
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
      player.close()
    }
  }, [player])
  return <PlayerContext value={player}>{children}</PlayerContext>
}

export function usePlayer(): AudioPlayer {
  const player = use(PlayerContext)
  if (!player) throw new Error('The player is used outside of its provider')
  return player
}

/** What the player does now; components that show less of it take a part, so that not every tick draws them anew. */
export function usePlayerState<Part>(pick: (state: PlayerState) => Part): Part {
  const player = usePlayer()
  return useSyncExternalStore(player.subscribe, () => pick(player.state()))
}
