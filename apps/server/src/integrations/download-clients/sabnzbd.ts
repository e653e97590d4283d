import type { ClientItem, ClientSettings, DownloadClient, ItemState } from '#domain/downloads/download-client.ts'
import { below, bytes, type Fields, fields, number, objects, path, seconds, share, text } from './answers.ts'
import {
  type Connection,
  jsonOf,
  multipart,
  normaliseBase,
  refusal,
  refuseStatus,
  wrongCredentials,
} from './connection.ts'

const MIB = 1 << 20
const AS_SET = '-100'

/** SABnzbd by its API. */
export function sabnzbd({ urlBase, apiKey }: ClientSettings, connection: Connection): DownloadClient {
  const base = `${normaliseBase(urlBase)}/api`

  async function call(
    parameters: Record<string, string>,
    { signal, form }: { signal?: AbortSignal | undefined; form?: FormData } = {},
  ): Promise<Fields> {
    const query = new URLSearchParams({ output: 'json', apikey: apiKey, ...parameters })
    const answer = await connection.send(`${base}?${query}`, {
      ...(form ? { method: 'POST' as const, ...(await multipart(form)) } : {}),
      signal,
    })
    refuseStatus(answer)
    const read = fields(jsonOf(answer))
    if (/api key/i.test(text(read.error))) throw wrongCredentials()
    return read
  }

  const queue = async (signal?: AbortSignal) => fields((await call({ mode: 'queue', limit: '0' }, { signal })).queue)

  async function endedAmong(ids: readonly string[], signal?: AbortSignal): Promise<ClientItem[]> {
    const { history } = await call({ mode: 'history', nzo_ids: ids.join(',') }, { signal })
    const slots = objects(fields(history).slots).map(endedItem)
    return slots.filter(({ id }) => ids.includes(id))
  }

  return {
    protocol: 'usenet',

    async probe(categories, signal) {
      const version = text((await call({ mode: 'version' }, { signal })).version)
      const known = await call({ mode: 'get_cats' }, { signal })
      const names = Array.isArray(known.categories) ? known.categories.map(text) : []
      const status = fields((await call({ mode: 'fullstatus', skip_dashboard: '1' }, { signal })).status)
      const config = fields((await call({ mode: 'get_config', section: 'categories' }, { signal })).config)
      const complete = path(status.completedir)
      const folderOf = (category: string) => {
        const own = objects(config.categories).find(({ name }) => text(name) === category)
        // A star at the end only says that jobs get no folder of their own.
        return complete && below(complete, (path(own?.dir) ?? '').replace(/\*$/, ''))
      }
      return {
        version,
        folders: categories.map((category) => ({
          category,
          isKnown: names.includes(category),
          path: folderOf(category),
        })),
      }
    },

    async list(ids, signal) {
      const answer = await queue(signal)
      const waiting = objects(answer.slots).map((slot) => queuedItem(slot, answer))
      const found = waiting.filter(({ id }) => ids.includes(id))
      const rest = ids.filter((id) => !found.some((item) => item.id === id))
      return rest.length === 0 ? found : [...found, ...(await endedAmong(rest, signal))]
    },

    async findByName(name, signal) {
      const answer = await queue(signal)
      const waiting = objects(answer.slots).find((slot) => text(slot.filename) === name)
      if (waiting) return queuedItem(waiting, answer)
      const { history } = await call({ mode: 'history', search: name, limit: '50' }, { signal })
      const ended = objects(fields(history).slots).find((slot) => text(slot.name) === name)
      return ended && endedItem(ended)
    },

    async add(file, { name, category }, signal) {
      if (file.kind !== 'nzb') throw refusal('it takes NZB files alone')
      const form = new FormData()
      form.set('name', new Blob([new Uint8Array(file.bytes)], { type: 'application/x-nzb' }), `${name}.nzb`)
      const answer = await call(
        { mode: 'addfile', nzbname: name, cat: category, priority: AS_SET, pp: '3' },
        { signal, form },
      )
      const [id] = Array.isArray(answer.nzo_ids) ? answer.nzo_ids.map(text) : []
      if (answer.status !== true || !id) throw refusal(text(answer.error) || 'the NZB cannot be used')
      return id
    },

    async remove(id, { withData }, signal) {
      const parameters = { name: 'delete', value: id, del_files: withData ? '1' : '0' }
      const ended = withData ? (await endedAmong([id], signal))[0] : undefined
      // It may have moved from the one to the other meanwhile.
      await call({ mode: 'queue', ...parameters }, { signal })
      await call({ mode: 'history', ...parameters }, { signal })
      // What is complete is deleted by nobody but us.
      return { leftBehind: ended?.state === 'completed' ? ended.path : undefined }
    },
  }
}

const QUEUED: Record<string, ItemState> = {
  Queued: 'queued',
  Grabbing: 'queued',
  Propagating: 'queued',
  Paused: 'paused',
}

function queuedItem(slot: Fields, queue: Fields): ClientItem {
  const sizeBytes = bytes(number(slot.mb) * MIB)
  const leftBytes = Math.min(sizeBytes, bytes(number(slot.mbleft) * MIB))
  const status = text(slot.status)
  const isPaused = queue.paused === true && status !== 'Checking'
  const state = isPaused ? 'paused' : (QUEUED[status] ?? 'downloading')
  return {
    id: text(slot.nzo_id),
    name: text(slot.filename),
    state,
    progress: sizeBytes > 0 ? share(1 - leftBytes / sizeBytes) : share(number(slot.percentage) / 100),
    sizeBytes,
    leftBytes,
    // Told of the whole queue, and one job is loaded at a time.
    speed: state === 'downloading' ? bytes(number(queue.kbpersec) * 1024) : undefined,
    secondsLeft: state === 'downloading' ? seconds(clockSeconds(text(slot.timeleft))) : undefined,
    isWithoutMetadata: false,
    error: '',
    path: undefined,
  }
}

function endedItem(slot: Fields): ClientItem {
  const status = text(slot.status)
  const isFailed = status === 'Failed'
  return {
    id: text(slot.nzo_id),
    name: text(slot.name),
    state: isFailed ? 'failed' : status === 'Completed' ? 'completed' : 'checking',
    progress: 1,
    sizeBytes: bytes(slot.bytes),
    leftBytes: 0,
    speed: undefined,
    secondsLeft: undefined,
    isWithoutMetadata: false,
    error: isFailed ? text(slot.fail_message) || 'the download failed' : '',
    // The file itself where there is only one.
    path: path(slot.storage),
  }
}

/** `1:02:03`, with days in front where it takes so long. */
const clockSeconds = (clock: string) =>
  clock
    .split(':')
    .map(number)
    .reduce((total, part, at, all) => total * (at === 1 && all.length === 4 ? 24 : 60) + part, 0)
