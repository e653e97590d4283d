import { DomainError, unavailable } from '#kernel/errors.ts'
import type { AddOptions, ClientItem, DownloadClient, OpenClient } from '../download-client.ts'

/** A download client that does what a test says. */
export interface ScriptedClient {
  open: OpenClient
  items: Map<string, ClientItem>
  added: AddOptions[]
  removed: { id: string; withData: boolean }[]
  mode: 'works' | 'refuses' | 'is away' | 'hangs'
  lists: number
}

export function scriptedClient(): ScriptedClient {
  const client: ScriptedClient = {
    items: new Map(),
    added: [],
    removed: [],
    mode: 'works',
    lists: 0,
    open: () => opened(client),
  }
  return client
}

export const itemOf = (id: string, more: Partial<ClientItem> = {}): ClientItem => ({
  id,
  name: id,
  state: 'downloading',
  progress: 0.25,
  sizeBytes: 1_000,
  leftBytes: 750,
  speed: 2_000_000,
  secondsLeft: 3_725,
  isWithoutMetadata: false,
  error: '',
  path: undefined,
  ...more,
})

function opened(client: ScriptedClient): DownloadClient {
  const answer = async () => {
    if (client.mode === 'hangs') await new Promise(() => undefined)
    if (client.mode === 'is away') throw unavailable('outbound.failed', 'it cannot be reached')
  }
  return {
    protocol: 'torrent',
    async probe(categories) {
      await answer()
      return { version: '1.0', folders: categories.map((category) => ({ category, isKnown: true, path: undefined })) }
    },
    async list(ids) {
      client.lists++
      await answer()
      return ids.flatMap((id) => client.items.get(id) ?? [])
    },
    async add(_file, options) {
      await answer()
      if (client.mode === 'refuses') throw new DomainError('bad-gateway', 'client.refused', 'it will not')
      client.added.push(options)
      const id = options.ids[0] ?? `job-${client.added.length}`
      client.items.set(id, itemOf(id))
      return id
    },
    async remove(id, { withData }) {
      await answer()
      client.removed.push({ id, withData })
      client.items.delete(id)
      return { leftBehind: undefined }
    },
  }
}
