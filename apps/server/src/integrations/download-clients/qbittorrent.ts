import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientItem, ClientSettings, DownloadClient, ItemState } from '#domain/downloads/download-client.ts'
import type { OutboundAnswer } from '../outbound/outbound.ts'
import { below, bytes, type Fields, fields, number, objects, path, seconds, share, text } from './answers.ts'
import {
  type ClientCall,
  type Connection,
  jsonOf,
  multipart,
  normaliseBase,
  refusal,
  refuseStatus,
  textOf,
  wrongCredentials,
} from './connection.ts'

const PRESENT_TRIES = 60
const PRESENT_EVERY_MS = 500
/** It shuts people out who try wrong passwords again and again, and what is wrong now will be so in a while. */
const WRONG_FOR_MS = 10 * 60_000

/** qBittorrent by its Web API, versions 4 and 5. */
export function qbittorrent(settings: ClientSettings, connection: Connection): DownloadClient {
  const base = `${normaliseBase(settings.urlBase)}/api/v2`
  const sameOrigin = { origin: connection.origin, referer: `${connection.origin}/` }
  let cookie: string | undefined
  let wrongUntil = 0

  async function logIn(signal?: AbortSignal): Promise<void> {
    if (Date.now() < wrongUntil) throw wrongCredentials()
    const { username, password } = settings
    const answer = await connection.send(`${base}/auth/login`, {
      method: 'POST',
      headers: { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username, password }).toString(),
      signal,
    })
    const isTold = answer.status === 200 && textOf(answer).trim() === 'Fails.'
    if (isTold || answer.status === 401 || answer.status === 403) {
      wrongUntil = Date.now() + WRONG_FOR_MS
      throw wrongCredentials()
    }
    refuseStatus(answer)
    // Nothing is given out where it asks nobody for a password.
    cookie = answer.headers['set-cookie']?.split(';', 1)[0] ?? ''
  }

  async function send(path: string, call: ClientCall): Promise<OutboundAnswer> {
    if (cookie === undefined) await logIn(call.signal)
    const again = () =>
      connection.send(`${base}/${path}`, { ...call, headers: { ...sameOrigin, ...call.headers, cookie: cookie ?? '' } })
    const answer = await again()
    if (answer.status !== 403 && answer.status !== 401) return answer
    await logIn(call.signal)
    return again()
  }

  async function get(path: string, signal?: AbortSignal): Promise<OutboundAnswer> {
    const answer = await send(path, { signal })
    refuseStatus(answer)
    return answer
  }

  async function list(ids: readonly string[], signal?: AbortSignal): Promise<ClientItem[]> {
    if (ids.length === 0) return []
    return objects(jsonOf(await get(`torrents/info?hashes=${ids.join('%7C')}`, signal))).map(toItem)
  }

  /** It answers before the torrent is there, and for what it has already as for what it cannot use. */
  async function presentAmong(
    ids: readonly string[],
    tries: number,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    for (let tried = 1; ; tried++) {
      const [item] = await list(ids, signal)
      if (item || tried >= tries) return item?.id
      await sleep(PRESENT_EVERY_MS, undefined, signal ? { signal } : {})
    }
  }

  return {
    protocol: 'torrent',
    list,

    async probe(categories, signal) {
      const version = textOf(await get('app/version', signal)).trim()
      const main = path(textOf(await get('app/defaultSavePath', signal)).trim())
      const known = fields(jsonOf(await get('torrents/categories', signal)))
      return { version, folders: categories.map((category) => folderOf(category, known, main)) }
    },

    async add(file, { category, ids, seedRatio }, signal) {
      const form = new FormData()
      if (file.kind === 'magnet') form.set('urls', file.uri)
      else
        form.set('torrents', new Blob([new Uint8Array(file.bytes)], { type: 'application/x-bittorrent' }), 'r.torrent')
      if (category !== '') form.set('category', category)
      // Its category says where it goes, also where that is changed later.
      form.set('autoTMM', 'true')
      if (seedRatio !== undefined) form.set('ratioLimit', String(seedRatio))
      const answer = await send('torrents/add', { method: 'POST', ...(await multipart(form)), signal })
      if (answer.status === 415) throw refusal('the torrent cannot be used')
      const isTaken = answer.status < 300 && textOf(answer).trim() !== 'Fails.'
      const id = await presentAmong(ids, isTaken ? PRESENT_TRIES : 1, signal)
      if (id === undefined) throw refusal(isTaken ? 'it did not take it up' : 'the torrent cannot be used')
      return id
    },

    async remove(id, { withData }, signal) {
      const answer = await send('torrents/delete', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ hashes: id, deleteFiles: String(withData) }).toString(),
        signal,
      })
      refuseStatus(answer)
      return { leftBehind: undefined }
    },
  }
}

/** A category without a folder of its own is a folder of its name. */
function folderOf(category: string, known: Fields, main: string | undefined) {
  const own = known[category]
  if (category === '' || own === undefined) return { category, isKnown: category === '', path: main }
  const folder = path(fields(own).savePath) ?? category
  return { category, isKnown: true, path: main ? below(main, folder) : path(fields(own).savePath) }
}

const STATES: Record<string, ItemState> = {
  error: 'failed',
  missingFiles: 'failed',
  downloading: 'downloading',
  forcedDL: 'downloading',
  metaDL: 'downloading',
  forcedMetaDL: 'downloading',
  stalledDL: 'stalled',
  queuedDL: 'queued',
  allocating: 'queued',
  pausedDL: 'paused',
  stoppedDL: 'paused',
  checkingDL: 'checking',
  checkingUP: 'checking',
  checkingResumeData: 'checking',
  moving: 'checking',
}

const MESSAGES: Record<string, string> = {
  error: 'qBittorrent reports an error',
  missingFiles: 'qBittorrent misses the files of the torrent',
}

function toItem(torrent: Fields): ClientItem {
  const told = text(torrent.state)
  const sizeBytes = bytes(torrent.size)
  const leftBytes = bytes(torrent.amount_left)
  const isWithoutMetadata = told === 'metaDL' || told === 'forcedMetaDL' || sizeBytes === 0
  return {
    id: text(torrent.hash).toLowerCase(),
    name: text(torrent.name),
    state: STATES[told] ?? (isComplete(torrent, told) ? 'completed' : 'downloading'),
    progress: share(number(torrent.progress)),
    sizeBytes,
    leftBytes,
    speed: bytes(torrent.dlspeed),
    secondsLeft: seconds(torrent.eta),
    isWithoutMetadata,
    error: MESSAGES[told] ?? '',
    // Never save_path: that is the folder of all torrents.
    path: path(torrent.content_path),
  }
}

function isComplete(torrent: Fields, told: string): boolean {
  if (number(torrent.amount_left) > 0) return false
  return number(torrent.progress) >= 1 || number(torrent.size) > 0 || told.endsWith('UP')
}
