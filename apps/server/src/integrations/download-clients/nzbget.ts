import type { ClientItem, ClientSettings, DownloadClient, ItemState } from '#domain/downloads/download-client.ts'
import { below, bytes, type Fields, fields, number, objects, path, share, text } from './answers.ts'
import { basicAuth, type Connection, jsonOf, normaliseBase, refusal, refuseStatus } from './connection.ts'

const HIGH = 2 ** 32
/** From here on `append` takes one more argument. */
const AUTO_CATEGORY_SINCE = 25

/** NZBGet by JSON-RPC. */
export function nzbget(settings: ClientSettings, connection: Connection): DownloadClient {
  const path = `${normaliseBase(settings.urlBase)}/jsonrpc`

  async function call(method: string, params: unknown[], signal?: AbortSignal): Promise<unknown> {
    const answer = await connection.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...basicAuth(settings) },
      body: JSON.stringify({ method, params, id: 1 }),
      signal,
    })
    refuseStatus(answer)
    const { result, error } = fields(jsonOf(answer))
    if (error) throw refusal(text(fields(error).message) || `${method} failed`)
    return result
  }

  const groups = async (signal?: AbortSignal) => objects(await call('listgroups', [0], signal)).map(groupItem)
  const history = async (signal?: AbortSignal) => objects(await call('history', [false], signal)).map(endedItem)

  return {
    protocol: 'usenet',

    async probe(categories, signal) {
      const version = text(await call('version', [], signal))
      const options = optionsOf(await call('config', [], signal))
      return { version, folders: categories.map((category) => folderOf(category, options)) }
    },

    async list(ids, signal) {
      const found = (await groups(signal)).filter(({ id }) => ids.includes(id))
      const rest = ids.filter((id) => !found.some((item) => item.id === id))
      if (rest.length === 0) return found
      return [...found, ...(await history(signal)).filter(({ id }) => rest.includes(id))]
    },

    async findByName(name, signal) {
      const isIt = (item: ClientItem) => item.name === name
      return (await groups(signal)).find(isIt) ?? (await history(signal)).find(isIt)
    },

    async add(file, { name, category }, signal) {
      if (file.kind !== 'nzb') throw refusal('it takes NZB files alone')
      const major = Number.parseInt(text(await call('version', [], signal)), 10)
      const content = Buffer.from(file.bytes).toString('base64')
      // Whether something is wanted twice is decided here, so the client is not to judge.
      const common = [`${name}.nzb`, content, category, 0, false, false, '', 0, 'FORCE']
      const id = number(await call('append', [...common, ...(major >= AUTO_CATEGORY_SINCE ? [false] : []), []], signal))
      if (id <= 0) throw refusal('the NZB cannot be used')
      return String(id)
    },

    async remove(id, { withData }, signal) {
      const edit = (command: string) => call('editqueue', [command, '', [Number(id)]], signal)
      const isWaiting = (await groups(signal)).some((item) => item.id === id)
      const ended = withData && !isWaiting ? (await history(signal)).find((item) => item.id === id) : undefined
      // What leaves the queue goes on to the history, unless it is deleted for good.
      if (isWaiting) await edit(withData ? 'GroupFinalDelete' : 'GroupDelete')
      await edit('HistoryFinalDelete')
      return { leftBehind: ended?.path }
    },
  }
}

const size = (item: Fields, name: string) => bytes(number(item[`${name}Hi`]) * HIGH + number(item[`${name}Lo`]))

const GROUPS: Record<string, ItemState> = {
  QUEUED: 'queued',
  FETCHING: 'queued',
  PAUSED: 'paused',
  DOWNLOADING: 'downloading',
}

function groupItem(group: Fields): ClientItem {
  const sizeBytes = size(group, 'FileSize')
  const leftBytes = Math.min(sizeBytes, size(group, 'RemainingSize'))
  return {
    id: text(group.NZBID),
    name: text(group.NZBName),
    state: GROUPS[text(group.Status)] ?? 'checking',
    progress: sizeBytes > 0 ? share(1 - leftBytes / sizeBytes) : 0,
    sizeBytes,
    leftBytes,
    speed: undefined,
    secondsLeft: undefined,
    isWithoutMetadata: false,
    error: '',
    path: undefined,
  }
}

function endedItem(item: Fields): ClientItem {
  const status = text(item.Status)
  const state = endedState(status)
  return {
    id: text(item.NZBID ?? item.ID),
    name: text(item.Name),
    state,
    progress: 1,
    sizeBytes: size(item, 'FileSize'),
    leftBytes: 0,
    speed: undefined,
    secondsLeft: undefined,
    isWithoutMetadata: false,
    error: state === 'failed' ? `NZBGet: ${status}` : '',
    // After a failure it is the folder of what is not complete.
    path: state === 'completed' ? (path(item.FinalDir) ?? path(item.DestDir)) : undefined,
  }
}

function endedState(status: string): ItemState {
  if (status.startsWith('SUCCESS/') || status === 'SUCCESS' || status === 'WARNING/SCRIPT') return 'completed'
  return status === 'DELETED/MANUAL' ? 'removed' : 'failed'
}

function optionsOf(config: unknown): ReadonlyMap<string, string> {
  const values = new Map(objects(config).map(({ Name, Value }) => [text(Name), text(Value)]))
  const resolve = (value: string): string =>
    value.replace(/\$\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole)
  return new Map([...values].map(([name, value]) => [name, resolve(resolve(value))]))
}

function folderOf(category: string, options: ReadonlyMap<string, string>) {
  const [key = ''] =
    [...options].find(([name, value]) => /^Category\d+\.Name$/.test(name) && value === category)?.[0].split('.') ?? []
  const own = path(options.get(`${key}.DestDir`))
  const common = path(options.get('DestDir'))
  const isAppended = options.get('AppendCategoryDir') !== 'no'
  return { category, isKnown: key !== '', path: own ?? (common && (isAppended ? below(common, category) : common)) }
}
