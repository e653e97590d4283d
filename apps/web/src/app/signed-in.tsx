import { PlayerProvider } from '#features/player/player-context.tsx'
import { Frame } from './frame.tsx'

/** What stays while somebody who is signed in goes from page to page. */
export function SignedIn() {
  return (
    <PlayerProvider>
      <Frame />
    </PlayerProvider>
  )
}
