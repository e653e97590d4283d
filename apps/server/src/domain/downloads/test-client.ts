import type { CheckAddress } from '#domain/settings/setting-rules.ts'
import { DomainError, invalid, notFound } from '#kernel/errors.ts'
import { categoriesOf, type PathVisibility, visibilityOf } from './client-folders.ts'
import { type ClientHealthDeps, type Health, healthOf, noteHealth } from './client-health.ts'
import { type ConfiguredClient, findClient } from './client-store.ts'
import { readClient, type TypedClient } from './edit-clients.ts'

export interface ClientTest {
  message: string
  health?: Health
  pathVisibility?: PathVisibility
}

export type TestClientDeps = ClientHealthDeps & { checkAddress: CheckAddress }

/** Tries a client that is saved. @throws `not-found`; `invalid` where it cannot be used */
export async function testSavedClient(deps: TestClientDeps, id: number, signal?: AbortSignal): Promise<ClientTest> {
  const client = await findClient(deps.db, deps.secrets, id)
  if (!client) throw notFound('download client', id)
  return tryClient(deps, client, signal)
}

/** Tries a client as somebody typed it. @throws `invalid` where it cannot be used, or cannot be a client */
export async function testTypedClient(
  deps: TestClientDeps,
  typed: TypedClient,
  signal?: AbortSignal,
): Promise<ClientTest> {
  const input = await readClient(deps, { ...typed, name: typed.name || 'test' })
  const unsaved = { ...input, id: 0, health: undefined, createdAt: '', updatedAt: '' }
  return tryClient(deps, unsaved, signal)
}

async function tryClient(deps: TestClientDeps, client: ConfiguredClient, signal?: AbortSignal): Promise<ClientTest> {
  try {
    const probe = await deps.openClient(client, { isFresh: true }).probe(categoriesOf(client), signal)
    const pathVisibility = await visibilityOf(probe, client, deps.downloadFolders)
    const tested: ClientTest = {
      message: probe.version === '' ? 'Connection verified' : `Connection verified: version ${probe.version}`,
      ...(pathVisibility ? { pathVisibility } : {}),
    }
    if (client.id === 0 || !client.isEnabled) return tested
    const health = await healthOf(deps, client, probe)
    await noteHealth(deps, client.id, health)
    return client.type === 'qbittorrent' ? { ...tested, health } : tested
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'invalid') throw error
    throw invalid('client.test', `connection failed: ${error.message}`, error)
  }
}
