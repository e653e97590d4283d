import type { ClientItem, ClientSettings, DownloadClient, ItemState } from '#domain/downloads/download-client.ts'
import type { OutboundAnswer } from '../outbound/outbound.ts'
import { below, bytes, contentIn, type Fields, fields, number, objects, path, seconds, share, text } from './answers.ts'
import { basicAuth, type Connection, jsonOf, normaliseBase, refusal, refuseStatus } from './connection.ts'

const SESSION = 'x-transmission-session-id'
const FIELDS =
  'hashString name status percentDone metadataPercentComplete sizeWhenDone leftUntilDone rateDownload eta error errorString downloadDir isFinished isStalled'.split(
    ' ',
  )

/** Transmission by its RPC, in the form that versions 2 to 4 understand. */
export function transmission(settings: ClientSettings, connection: Connection): DownloadClient {
  const address = addressOf(settings)
  let session = ''

  const send = (body: string, signal?: AbortSignal): Promise<OutboundAnswer> =>
    connection.send(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SESSION]: session, ...basicAuth(settings) },
      body,
      signal,
    })

  async function call(method: string, given: Record<string, unknown>, signal?: AbortSignal): Promise<Fields> {
    const body = JSON.stringify({ method, arguments: given })
    let answer = await send(body, signal)
    if (answer.status === 409) {
      // It gives out a token by refusing, so that no page of another site can call it.
      session = answer.headers[SESSION] ?? ''
      answer = await send(body, signal)
    }
    refuseStatus(answer)
    const read = fields(jsonOf(answer))
    if (read.result !== 'success') throw refusal(text(read.result) || `${method} failed`)
    return fields(read.arguments)
  }

  const folderFor = async (category: string, signal?: AbortSignal) => {
    const main = path((await call('session-get', {}, signal))['download-dir'])
    return main && below(main, category)
  }

  return {
    protocol: 'torrent',

    async probe(categories, signal) {
      const session = await call('session-get', {}, signal)
      const main = path(session['download-dir'])
      return {
        version: text(session.version),
        // It has no categories: they are folders, and are made when they are needed.
        folders: categories.map((category) => ({ category, isKnown: true, path: main && below(main, category) })),
      }
    },

    async list(ids, signal) {
      if (ids.length === 0) return []
      // By hash: its numbers are given out anew with every start.
      return objects((await call('torrent-get', { ids, fields: FIELDS }, signal)).torrents).map(toItem)
    },

    async add(file, { category, seedRatio }, signal) {
      if (file.kind === 'nzb') throw refusal('it takes torrents alone')
      const folder = category === '' ? undefined : await folderFor(category, signal)
      const answer = await call(
        'torrent-add',
        {
          ...(file.kind === 'magnet'
            ? { filename: file.uri }
            : { metainfo: Buffer.from(file.bytes).toString('base64') }),
          ...(folder ? { 'download-dir': folder } : {}),
        },
        signal,
      )
      const id = text(fields(answer['torrent-added'] ?? answer['torrent-duplicate']).hashString).toLowerCase()
      if (id === '') throw refusal('the torrent cannot be used')
      const ratio = seedRatio === undefined ? {} : ratioLimit(seedRatio)
      // Not along with the torrent: older versions leave labels out there.
      if (category !== '' || seedRatio !== undefined) {
        await call('torrent-set', { ids: [id], ...(category === '' ? {} : { labels: [category] }), ...ratio }, signal)
      }
      return id
    },

    async remove(id, { withData }, signal) {
      await call('torrent-remove', { ids: [id], 'delete-local-data': withData }, signal)
      return { leftBehind: undefined }
    },
  }
}

const ratioLimit = (ratio: number) => (ratio < 0 ? { seedRatioMode: 2 } : { seedRatioMode: 1, seedRatioLimit: ratio })

function addressOf({ urlBase }: ClientSettings): string {
  const base = normaliseBase(urlBase) || '/transmission'
  return base.endsWith('/rpc') ? base : `${base}/rpc`
}

const STATES: Record<number, ItemState> = { 1: 'checking', 2: 'checking', 3: 'queued', 4: 'downloading' }
/** What it cannot do with files of its own; other errors are those of trackers, and pass. */
const LOCAL_ERROR = 3

function toItem(torrent: Fields): ClientItem {
  const sizeBytes = bytes(torrent.sizeWhenDone)
  const isFailed = number(torrent.error) === LOCAL_ERROR
  const name = path(torrent.name)
  const folder = path(torrent.downloadDir)
  const isWithoutMetadata = torrent.metadataPercentComplete !== undefined && number(torrent.metadataPercentComplete) < 1
  return {
    id: text(torrent.hashString).toLowerCase(),
    name: text(torrent.name),
    state: isFailed ? 'failed' : stateOf(torrent, isWithoutMetadata),
    progress: share(number(torrent.percentDone)),
    sizeBytes,
    leftBytes: bytes(torrent.leftUntilDone),
    speed: bytes(torrent.rateDownload),
    secondsLeft: seconds(torrent.eta),
    isWithoutMetadata,
    error: isFailed ? text(torrent.errorString) || 'Transmission reports an error' : '',
    path: folder && name && !isWithoutMetadata ? contentIn(folder, name) : undefined,
  }
}

function stateOf(torrent: Fields, isWithoutMetadata: boolean): ItemState {
  const status = number(torrent.status)
  if (status === 1 || status === 2) return 'checking'
  const isLoaded = !isWithoutMetadata && number(torrent.percentDone) >= 1 && number(torrent.leftUntilDone) === 0
  if (isLoaded) return 'completed'
  if (torrent.isStalled === true) return 'stalled'
  return STATES[status] ?? 'paused'
}
