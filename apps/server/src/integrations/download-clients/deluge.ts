import type { ClientItem, ClientSettings, DownloadClient, ItemState } from '#domain/downloads/download-client.ts'
import { unavailable } from '#kernel/errors.ts'
import { bytes, contentIn, type Fields, fields, list, number, path, seconds, share, text } from './answers.ts'
import { type Connection, jsonOf, normaliseBase, refusal, refuseStatus, wrongCredentials } from './connection.ts'

const NOT_LOGGED_IN = 1
const UNKNOWN_METHOD = 2
const FIELDS =
  'hash name progress state eta download_payload_rate total_wanted total_done save_path download_location message is_finished'.split(
    ' ',
  )

interface Reply {
  result: unknown
  error: { code: number; message: string } | undefined
}

/** Deluge by the JSON-RPC of its web interface, which in turn speaks to its daemon. */
export function deluge({ urlBase, password }: ClientSettings, connection: Connection): DownloadClient {
  const address = `${normaliseBase(urlBase)}/json`
  let cookie = ''

  async function ask(method: string, params: unknown[], signal?: AbortSignal): Promise<Reply> {
    const answer = await connection.send(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ method, params, id: 1 }),
      signal,
    })
    refuseStatus(answer)
    cookie = answer.headers['set-cookie']?.split(';', 1)[0] ?? cookie
    const { result, error } = fields(jsonOf(answer))
    const told = fields(error)
    return { result, error: error ? { code: number(told.code), message: text(told.message) } : undefined }
  }

  async function logIn(signal?: AbortSignal): Promise<void> {
    const { result } = await ask('auth.login', [password], signal)
    if (result !== true) throw wrongCredentials()
    await connectToDaemon(signal)
  }

  /** Until then the web interface knows none of the methods of the daemon. */
  async function connectToDaemon(signal?: AbortSignal): Promise<void> {
    if ((await ask('web.connected', [], signal)).result === true) return
    for (const host of list((await ask('web.get_hosts', [], signal)).result)) {
      const [id] = list(host)
      const state = text(list((await ask('web.get_host_status', [id], signal)).result)[1])
      if (state !== 'Online' && state !== 'Connected') continue
      // A daemon that does not answer is no error here, so it is asked for afterwards.
      await ask('web.connect', [id], signal)
      if ((await ask('web.connected', [], signal)).result === true) return
    }
    throw unavailable(
      'client.daemon',
      'the web interface of Deluge reaches no daemon: add one in its connection manager',
    )
  }

  async function reply(method: string, params: unknown[], signal?: AbortSignal): Promise<Reply> {
    if (cookie === '') await logIn(signal)
    const answer = await ask(method, params, signal)
    if (answer.error?.code === NOT_LOGGED_IN) await logIn(signal)
    else if (answer.error?.code === UNKNOWN_METHOD) await connectToDaemon(signal)
    else return answer
    return ask(method, params, signal)
  }

  async function call(method: string, params: unknown[], signal?: AbortSignal): Promise<unknown> {
    const { result, error } = await reply(method, params, signal)
    if (error) throw refusal(reasonIn(error.message))
    return result
  }

  /** Labels come from a plug-in. They help people to find their torrents; nothing here depends on them. */
  async function setLabel(id: string, category: string, signal?: AbortSignal): Promise<void> {
    const label = category.toLowerCase().replace(/[^a-z0-9_-]+/g, '-')
    if (!list(await call('core.get_enabled_plugins', [], signal)).includes('Label')) {
      await call('core.enable_plugin', ['Label'], signal)
    }
    if (!list(await call('label.get_labels', [], signal)).includes(label)) await reply('label.add', [label], signal)
    await reply('label.set_torrent', [id, label], signal)
  }

  return {
    protocol: 'torrent',

    async probe(categories, signal) {
      // Called differently from version to version.
      const known = text((await reply('daemon.get_version', [], signal)).result)
      const version = known || text((await reply('daemon.info', [], signal)).result)
      const folder = path(await call('core.get_config_value', ['download_location'], signal))
      return { version, folders: categories.map((category) => ({ category, isKnown: true, path: folder })) }
    },

    async list(ids, signal) {
      if (ids.length === 0) return []
      const found = fields(await call('core.get_torrents_status', [{ id: ids }, FIELDS], signal))
      return Object.entries(found).map(([id, torrent]) => toItem(id, fields(torrent)))
    },

    async add(file, { name, category, ids, seedRatio }, signal) {
      if (file.kind === 'nzb') throw refusal('it takes torrents alone')
      const options = seedRatio === undefined || seedRatio < 0 ? {} : { stop_at_ratio: true, stop_ratio: seedRatio }
      const { result, error } =
        file.kind === 'magnet'
          ? await reply('core.add_torrent_magnet', [file.uri, options], signal)
          : await reply(
              'core.add_torrent_file',
              [`${name}.torrent`, Buffer.from(file.bytes).toString('base64'), options],
              signal,
            )
      const known = error && ids.find((id) => error.message.includes(id))
      if (error && !known) throw refusal(reasonIn(error.message))
      const id = (known ?? text(result)).toLowerCase()
      if (id === '') throw refusal('the torrent cannot be used')
      if (category !== '') await setLabel(id, category, signal)
      return id
    },

    async remove(id, { withData }, signal) {
      const { error } = await reply('core.remove_torrent', [id, withData], signal)
      if (error && !/not in session/.test(error.message)) throw refusal(reasonIn(error.message))
      return { leftBehind: undefined }
    },
  }
}

/** What a person can read of a failure that is told with its whole traceback. */
const reasonIn = (message: string): string =>
  (/<class '[^']+'>: ([^\n]+)/.exec(message)?.[1] ?? message.split('\n', 1)[0] ?? message).replace(/\]$/, '').trim()

const STATES: Record<string, ItemState> = {
  Queued: 'queued',
  Paused: 'paused',
  Checking: 'checking',
  Allocating: 'checking',
  Moving: 'checking',
  Error: 'failed',
}

function toItem(id: string, torrent: Fields): ClientItem {
  const told = text(torrent.state)
  const sizeBytes = bytes(torrent.total_wanted)
  const folder = path(torrent.download_location) ?? path(torrent.save_path)
  const name = path(torrent.name)
  return {
    id: id.toLowerCase(),
    name: text(torrent.name),
    state: stateOf(torrent, told),
    progress: share(number(torrent.progress) / 100),
    sizeBytes,
    leftBytes: Math.max(0, sizeBytes - bytes(torrent.total_done)),
    speed: bytes(torrent.download_payload_rate),
    secondsLeft: seconds(torrent.eta),
    isWithoutMetadata: sizeBytes === 0,
    error: told === 'Error' ? text(torrent.message) || 'Deluge reports an error' : '',
    path: folder && name && sizeBytes > 0 ? contentIn(folder, name) : undefined,
  }
}

function stateOf(torrent: Fields, told: string): ItemState {
  const isLoaded = told === 'Seeding' || torrent.is_finished === true || number(torrent.progress) >= 100
  const state = STATES[told]
  if (state === 'checking' || state === 'failed') return state
  const sizeBytes = bytes(torrent.total_wanted)
  // For a moment it says that it seeds what it has yet to look at.
  if (isLoaded && sizeBytes > 0) return bytes(torrent.total_done) < sizeBytes ? 'checking' : 'completed'
  return state ?? (bytes(torrent.download_payload_rate) === 0 ? 'stalled' : 'downloading')
}
