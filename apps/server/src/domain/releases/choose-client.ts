import type { Slot } from './formats.ts'
import type { Protocol } from './release.ts'

/** What decides about a download client. */
export interface ClientChoice {
  id: number
  protocol: Protocol
  isEnabled: boolean
  /** The smaller, the better. */
  priority: number
  category: string
  categoryAudiobook: string
  isHealthy: boolean
}

/**
 * The clients to which a release may be handed, the first to try first: healthy ones before others, then those whose
 * category fits the slot, then by priority.
 */
export function clientsFor<Client extends ClientChoice>(
  clients: readonly Client[],
  protocol: Protocol,
  slot: Slot,
): Client[] {
  return clients
    .filter((client) => client.isEnabled && client.protocol === protocol)
    .toSorted(
      (a, b) =>
        Number(b.isHealthy) - Number(a.isHealthy) ||
        fit(a, slot) - fit(b, slot) ||
        a.priority - b.priority ||
        a.id - b.id,
    )
}

/** The category under which a client keeps a slot. */
export const categoryOf = ({ category, categoryAudiobook }: ClientChoice, slot: Slot): string =>
  slot === 'audiobook' && categoryAudiobook !== '' ? categoryAudiobook : category

function fit({ category, categoryAudiobook }: ClientChoice, slot: Slot): number {
  const isForAudio = category.toLowerCase().includes('audio')
  if (slot === 'ebook') return isForAudio ? 1 : 0
  if (categoryAudiobook !== '') return 0
  return isForAudio ? 1 : 2
}
