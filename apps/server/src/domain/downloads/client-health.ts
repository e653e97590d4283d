import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import type { Clock } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { categoriesOf, type DownloadFolders, troubleWithFolders } from './client-folders.ts'
import { type ConfiguredClient, listClients, recordHealth } from './client-store.ts'
import type { ClientProbe, OpenClient } from './download-client.ts'
import { clientHealthChanged } from './events.ts'

export interface ClientHealthDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  openClient: OpenClient
  downloadFolders: DownloadFolders
}

export interface Health {
  status: 'ok' | 'error'
  message: string
}

/** Looks whether clients can be used: that they let us in, have their categories, and save where it is expected. */
export const checkClients = defineJob({
  name: 'downloads.check-clients',
  queue: 'default',
  payload: Type.Object({ clientId: Type.Union([Type.Integer(), Type.Null()], { description: 'Null: every one.' }) }),
  key: ({ clientId }) => String(clientId),
  attempts: 1,
  timeoutSeconds: 120,
  async run(deps: ClientHealthDeps, { clientId }, { signal }) {
    const clients = (await listClients(deps.db, deps.secrets)).filter(
      ({ id, isEnabled }) => isEnabled && (clientId === null || id === clientId),
    )
    const changes = await Promise.all(clients.map((client) => checkClient(deps, client, signal)))
    return { checked: clients.length, changed: changes.filter(Boolean).length }
  },
  foundNothing: ({ changed }) => changed === 0,
})

/** @returns whether it does otherwise than before */
async function checkClient(deps: ClientHealthDeps, client: ConfiguredClient, signal: AbortSignal): Promise<boolean> {
  let health: Health
  try {
    health = await healthOf(deps, client, await deps.openClient(client).probe(categoriesOf(client), signal))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    health = { status: 'error', message: error.message }
  }
  return noteHealth(deps, client.id, health)
}

/** How a client does that has answered. */
export async function healthOf(
  { downloadFolders }: Pick<ClientHealthDeps, 'downloadFolders'>,
  client: ConfiguredClient,
  probe: ClientProbe,
): Promise<Health> {
  const trouble = await troubleWithFolders(probe, client, downloadFolders)
  return trouble ? { status: 'error', message: trouble } : { status: 'ok', message: `version ${probe.version}` }
}

/**
 * Writes down how a client does, and announces it where that is news. The first look at a new client is none.
 * @returns whether it does otherwise than before
 */
export async function noteHealth(
  { transaction, clock }: Pick<ClientHealthDeps, 'transaction' | 'clock'>,
  clientId: number,
  health: Health,
): Promise<boolean> {
  return transaction(async (trx, emit) => {
    const known = await recordHealth(trx, clientId, health, clock.now())
    if (!known) return false
    const isNews = health.status === 'error' ? known.before === 'ok' || known.before === null : known.before === 'error'
    if (isNews) emit(clientHealthChanged({ clientId, ...health }))
    return known.before !== health.status
  })
}
