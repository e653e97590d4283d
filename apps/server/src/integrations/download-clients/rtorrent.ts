import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientItem, ClientSettings, DownloadClient, ItemState } from '#domain/downloads/download-client.ts'
import { unavailable } from '#kernel/errors.ts'
import { bytes, list, number, path, share, text } from './answers.ts'
import { basicAuth, type Connection, normaliseBase, refusal, refuseStatus, textOf } from './connection.ts'
import { readAnswer, writeCall, type XmlRpcAnswer, type XmlRpcValue } from './xml-rpc.ts'

const PRESENT_TRIES = 10
const PRESENT_EVERY_MS = 300
const FIELDS = [
  'd.hash=',
  'd.name=',
  'd.base_path=',
  'd.size_bytes=',
  'd.left_bytes=',
  'd.down.rate=',
  'd.complete=',
  'd.is_active=',
  'd.is_open=',
  'd.state=',
  'd.hashing=',
  'd.message=',
]

/** rTorrent by XML-RPC over HTTP, as web servers and ruTorrent pass it on. */
export function rtorrent(settings: ClientSettings, connection: Connection): DownloadClient {
  const address = normaliseBase(settings.urlBase) || '/RPC2'

  async function ask(method: string, params: (string | number | Uint8Array)[], signal?: AbortSignal) {
    const answer = await connection.send(address, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', ...basicAuth(settings) },
      body: writeCall(method, params),
      signal,
    })
    refuseStatus(answer)
    const read = readAnswer(textOf(answer))
    if (!read) throw unavailable('client.answer', 'it answers no XML-RPC: check host, port and URL base')
    return read
  }

  async function call(method: string, params: (string | number | Uint8Array)[], signal?: AbortSignal) {
    return valueOf(await ask(method, params, signal))
  }

  /** It answers before the torrent is there, and says nothing of those that it cannot use. */
  async function presentAmong(ids: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
    for (let tried = 1; tried <= PRESENT_TRIES; tried++) {
      for (const id of ids) if ('value' in (await ask('d.hash', [id.toUpperCase()], signal))) return id
      await sleep(PRESENT_EVERY_MS, undefined, signal ? { signal } : {})
    }
    return undefined
  }

  return {
    protocol: 'torrent',

    async probe(categories, signal) {
      const version = text(await call('system.client_version', [], signal))
      const folder = path(await call('directory.default', [''], signal))
      return { version, folders: categories.map((category) => ({ category, isKnown: true, path: folder })) }
    },

    async list(ids, signal) {
      if (ids.length === 0) return []
      const rows = list(await call('d.multicall2', ['', 'main', ...FIELDS], signal))
      return rows.map((row) => toItem(list(row))).filter(({ id }) => ids.includes(id))
    },

    async add(file, { category, ids }, signal) {
      if (file.kind === 'nzb') throw refusal('it takes torrents alone')
      const commands = category === '' ? [] : [`d.custom1.set=${encodeURIComponent(category)}`]
      if (file.kind === 'magnet') await call('load.start', ['', file.uri, ...commands], signal)
      else await call('load.raw_start', ['', file.bytes, ...commands], signal)
      const id = await presentAmong(ids, signal)
      if (id === undefined) throw refusal('it did not take the torrent up')
      return id
    },

    async remove(id, { withData }, signal) {
      const hash = id.toUpperCase()
      const base = await ask('d.base_path', [hash], signal)
      if ('fault' in base) return { leftBehind: undefined }
      await call('d.erase', [hash], signal)
      return { leftBehind: withData ? path(base.value) : undefined }
    },
  }
}

function valueOf(answer: XmlRpcAnswer): XmlRpcValue {
  if ('fault' in answer) throw refusal(answer.fault.text)
  return answer.value
}

function toItem(row: unknown[]): ClientItem {
  const [hash, name, base, size, left, rate, isComplete, isActive, isOpen, isStarted, hashing, message] = row
  const sizeBytes = bytes(size)
  const leftBytes = bytes(left)
  const speed = bytes(rate)
  const flags = { isComplete, isActive, isOpen, isStarted, hashing, speed }
  const state = failureIn(text(message), flags) ? 'failed' : stateOf(flags)
  return {
    id: text(hash).toLowerCase(),
    name: text(name),
    state,
    progress: sizeBytes > 0 ? share(1 - leftBytes / sizeBytes) : 0,
    sizeBytes,
    leftBytes,
    speed,
    secondsLeft: speed > 0 ? Math.round(leftBytes / speed) : undefined,
    isWithoutMetadata: text(name).endsWith('.meta'),
    error: state === 'failed' ? text(message) : '',
    path: path(base),
  }
}

interface Flags {
  isComplete: unknown
  isActive: unknown
  isOpen: unknown
  isStarted: unknown
  hashing: unknown
  speed: number
}

/** What trackers say passes. */
const failureIn = (message: string, { isComplete }: Flags) =>
  message !== '' && number(isComplete) === 0 && !/^tracker/i.test(message)

function stateOf({ isComplete, isActive, isOpen, isStarted, hashing, speed }: Flags): ItemState {
  if (number(hashing) !== 0) return 'checking'
  if (number(isComplete) !== 0) return 'completed'
  if (number(isStarted) === 0) return 'paused'
  if (number(isOpen) === 0 || number(isActive) === 0) return 'queued'
  return speed === 0 ? 'stalled' : 'downloading'
}
