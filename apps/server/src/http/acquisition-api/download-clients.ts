import * as contract from '@colophon/contract/acquisition/download-clients.ts'
import type { FastifyInstance } from 'fastify'
import { type ConfiguredClient, findClient, listClients } from '#domain/downloads/client-store.ts'
import { createClient, deleteClient, replaceClient, type TypedClient } from '#domain/downloads/edit-clients.ts'
import { type TestClientDeps, testSavedClient, testTypedClient } from '#domain/downloads/test-client.ts'
import type { Audit } from '#domain/history/audit.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface DownloadClientRouteDeps extends TestClientDeps {
  audit: Audit
}

/** Download clients (acquisition contract 4.13). */
export function downloadClientRoutes(app: FastifyInstance, deps: DownloadClientRouteDeps): void {
  const { db, secrets } = deps
  const note = changeNoter(deps.audit)

  route(app, contract.listDownloadClients, async ({ principal }) => {
    const clients = await listClients(db, secrets)
    if (principal.isAdmin) return clients.map(presentClient)
    return clients.filter(({ isEnabled }) => isEnabled).map((client) => presentClient(veiled(client)))
  })

  route(app, contract.createDownloadClient, async ({ body, principal }) => {
    const client = await createClient(deps, typedIn(body))
    await note(principal, 'download_client_created', client)
    return presentClient(client)
  })

  route(app, contract.testDownloadClientBody, ({ body }) => testTypedClient(deps, typedIn(body)))

  route(app, contract.getDownloadClient, async ({ params }) => {
    const client = await findClient(db, secrets, lenientId(params.id))
    if (!client) throw notFound('download client', params.id)
    return presentClient(client)
  })

  route(app, contract.replaceDownloadClient, async ({ params, body, principal }) => {
    const client = await replaceClient(deps, lenientId(params.id), typedIn(body))
    await note(principal, 'download_client_replaced', client)
    return presentClient(client)
  })

  route(app, contract.deleteDownloadClient, async ({ params, principal }) => {
    const id = lenientId(params.id)
    const client = await findClient(db, secrets, id)
    await deleteClient(deps, id)
    await note(principal, 'download_client_deleted', { id, name: client?.name })
  })

  route(app, contract.testDownloadClient, ({ params }) => testSavedClient(deps, lenientId(params.id)))
}

/** What is no number is the number of no client (acquisition contract 1.5). */
function lenientId(text: string): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0
  return id < 2 ** 31 ? id : 0
}

function typedIn(body: contract.DownloadClientBody): TypedClient {
  const { useSsl, enabled, ...rest } = body
  const given = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? undefined]))
  return { ...given, isTls: useSsl ?? false, isEnabled: enabled ?? false }
}

const veiled = (client: ConfiguredClient): ConfiguredClient => ({
  ...client,
  apiKey: '',
  username: '',
  password: '',
  host: '',
  urlBase: '',
  pathRemap: '',
})

function presentClient(client: ConfiguredClient) {
  const { isTls, isEnabled, health, createdAt, updatedAt, ...rest } = client
  return {
    ...rest,
    useSsl: isTls,
    enabled: isEnabled,
    createdAt: wholeSeconds(createdAt),
    updatedAt: wholeSeconds(updatedAt),
    // Of the other kinds clients know none.
    ...(isEnabled && client.type === 'qbittorrent' && health ? { health } : {}),
  }
}
