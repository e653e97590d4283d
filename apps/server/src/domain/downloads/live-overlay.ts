import type { Db } from '#database/open.ts'
import { DomainError } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { type ConfiguredClient, listClients } from './client-store.ts'
import type { ClientItem, OpenClient } from './download-client.ts'
import { clientIdOf, type DownloadRow } from './download-store.ts'

export interface LiveDeps {
  db: Db
  secrets: SecretBox
  openClient: OpenClient
}

/** What clients tell at this moment. */
export interface Live {
  /** By the number of the download. */
  items: ReadonlyMap<number, ClientItem>
  /** Clients that did not answer in time. */
  stale: { client: ConfiguredClient; message: string }[]
  clients: ReadonlyMap<number, ConfiguredClient>
}

const AT_ONCE = 4
/** A page waits for the answer. */
const BUDGET_MS = 1_000

/** Asks the clients of downloads that are not at their end how far they are; who is late is left out and named. */
export async function readLive(deps: LiveDeps, rows: readonly DownloadRow[]): Promise<Live> {
  const clients = new Map((await listClients(deps.db, deps.secrets)).map((client) => [client.id, client]))
  const waiting = [...Map.groupBy(rows.filter(isUnderway), ({ download_client_id }) => download_client_id ?? 0)]
  const items = new Map<number, ClientItem>()
  const stale: Live['stale'] = []
  const askNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [clientId, own] = next
      const client = clients.get(clientId)
      if (!client?.isEnabled) continue
      const asked = await ask(deps.openClient, client, own)
      if ('message' in asked) stale.push({ client, message: asked.message })
      else for (const [id, item] of asked.items) items.set(id, item)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askNext))
  return { items, stale, clients }
}

const isUnderway = (row: DownloadRow) =>
  row.is_in_flight && row.download_client_id !== null && clientIdOf(row) !== undefined

async function ask(
  openClient: OpenClient,
  client: ConfiguredClient,
  rows: readonly DownloadRow[],
): Promise<{ items: [number, ClientItem][] } | { message: string }> {
  const signal = AbortSignal.timeout(BUDGET_MS)
  const late = new Promise<{ message: string }>((resolve) => {
    signal.addEventListener('abort', () => resolve({ message: 'it took too long to answer' }), { once: true })
  })
  try {
    return await Promise.race([told(openClient, client, rows, signal), late])
  } catch (error) {
    if (signal.aborted) return late
    if (!(error instanceof DomainError)) throw error
    return { message: error.message }
  }
}

async function told(
  openClient: OpenClient,
  client: ConfiguredClient,
  rows: readonly DownloadRow[],
  signal: AbortSignal,
): Promise<{ items: [number, ClientItem][] }> {
  const byId = new Map(rows.map((row) => [clientIdOf(row) ?? '', row.id]))
  const items = await openClient(client).list([...byId.keys()], signal)
  return {
    items: items.flatMap((item): [number, ClientItem][] => {
      const id = byId.get(item.id)
      return id === undefined ? [] : [[id, item]]
    }),
  }
}
