import type { Transaction } from '#database/open.ts'
import type { DownloadClientType } from '#database/schema.ts'
import type { CheckAddress } from '#domain/settings/setting-rules.ts'
import { noteFirst } from '#domain/settings/settings-store.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import {
  type ClientInput,
  type ConfiguredClient,
  deleteClientRow,
  findClient,
  insertClient,
  updateClient,
} from './client-store.ts'
import { clientSaved, queueChanged } from './events.ts'

export interface EditClientDeps {
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  checkAddress: CheckAddress
}

/** What somebody typed; absent is empty. */
export type TypedClient = { [Field in keyof Omit<ClientInput, 'type'>]?: ClientInput[Field] | undefined } & {
  type?: string | undefined
}

const TYPES: readonly DownloadClientType[] = ['sabnzbd', 'nzbget', 'qbittorrent', 'transmission', 'deluge', 'rtorrent']
/** These have a password and no key; people type it into the field that is there. */
const KEY_IS_PASSWORD: readonly DownloadClientType[] = ['qbittorrent', 'transmission']

/** Adds a client. @throws `invalid` for what cannot be a client, or has an address that may not be called */
export async function createClient(deps: EditClientDeps, typed: TypedClient): Promise<ConfiguredClient> {
  const { transaction, clock, secrets } = deps
  const input = await readClient(deps, { ...typed, port: typed.port ?? 8080, category: typed.category ?? 'books' })
  return transaction(async (trx, emit) => {
    const id = await insertClient(trx, secrets, input, clock.now())
    await noteFirst(trx, 'funnel.first_client_at', clock.now())
    emit(clientSaved({ clientId: id }))
    return (await findClient(trx, secrets, id)) ?? Promise.reject(notFound('download client', id))
  })
}

/** Replaces a client: what is absent becomes empty. @throws `not-found`; `invalid` like createClient() */
export async function replaceClient(deps: EditClientDeps, id: number, typed: TypedClient): Promise<ConfiguredClient> {
  const { transaction, clock, secrets } = deps
  const input = await readClient(deps, typed)
  return transaction(async (trx, emit) => {
    const isThere = await updateClient(trx, secrets, id, input, clock.now())
    const client = isThere ? await findClient(trx, secrets, id) : undefined
    if (!client) throw notFound('download client', id)
    emit(clientSaved({ clientId: id }))
    return client
  })
}

/** Forgets a client; its downloads stay. One that is not there is left at that. */
export const deleteClient = ({ transaction }: Pick<EditClientDeps, 'transaction'>, id: number): Promise<void> =>
  transaction(async (trx, emit) => {
    await deleteClientRow(trx, id)
    emit(queueChanged({ downloadIds: [] }))
  })

/** Evens out and checks what somebody typed. @throws `invalid` */
export async function readClient(
  { checkAddress }: Pick<EditClientDeps, 'checkAddress'>,
  typed: TypedClient,
): Promise<ClientInput> {
  const name = typed.name?.trim() ?? ''
  if (name === '') throw invalid('client.name', 'a download client needs a name')
  const type = TYPES.find((known) => known === (typed.type || 'sabnzbd'))
  if (!type) throw invalid('client.type', `unknown type of download client: ${typed.type}`)
  const input: ClientInput = {
    name,
    type,
    host: hostIn(typed.host ?? ''),
    port: typed.port ?? 0,
    isTls: typed.isTls ?? false,
    urlBase: typed.urlBase ?? '',
    category: typed.category ?? '',
    categoryAudiobook: typed.categoryAudiobook ?? '',
    pathRemap: typed.pathRemap ?? '',
    priority: typed.priority ?? 0,
    isEnabled: typed.isEnabled ?? false,
    ...secretsFor(type, typed),
  }
  await checkAddress(addressOf(input))
  return input
}

function secretsFor(type: DownloadClientType, { apiKey = '', username = '', password = '' }: TypedClient) {
  if (type === 'sabnzbd') return { apiKey, username: '', password: '' }
  return { apiKey, username, password: KEY_IS_PASSWORD.includes(type) ? password || apiKey : password }
}

function addressOf({ host, port, isTls }: ClientInput): string {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw invalid('client.port', 'a port is a number up to 65535')
  return `${isTls ? 'https' : 'http'}://${host}:${port}/`
}

/** The name or address alone: what else can stand in front of a path would lead somewhere else than it seems. */
function hostIn(typed: string): string {
  const host = typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
  if (host === '') throw invalid('client.host', 'a download client needs a host')
  if (/^[0-9a-f:.]+$/i.test(host) && host.includes('::')) return `[${host}]`
  if (!/^([\p{L}\p{N}._-]+|\[[0-9a-f:.%]+\])$/iu.test(host)) {
    throw invalid('client.host', 'the host is a name or an address, without port and path')
  }
  return host
}
