import type { ClientSettings, DownloadClient, OpenClient } from '#domain/downloads/download-client.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { type Connection, connectionTo } from './connection.ts'
import { deluge } from './deluge.ts'
import { nzbget } from './nzbget.ts'
import { qbittorrent } from './qbittorrent.ts'
import { rtorrent } from './rtorrent.ts'
import { sabnzbd } from './sabnzbd.ts'
import { transmission } from './transmission.ts'

const KINDS: Record<ClientSettings['type'], (settings: ClientSettings, connection: Connection) => DownloadClient> = {
  sabnzbd,
  nzbget,
  qbittorrent,
  transmission,
  deluge,
  rtorrent,
}

/** More than anybody has; what was changed long ago is forgotten first. */
const KEPT = 50

/** Opens download clients by the one way out. Those with the same settings share one session. */
export function clientOpener(http: Pick<Outbound, 'request'>): OpenClient {
  const opened = new Map<string, DownloadClient>()
  return (settings, { isFresh = false } = {}) => {
    const { type, host, port, isTls, urlBase, apiKey, username, password } = settings
    const key = JSON.stringify([type, host, port, isTls, urlBase, apiKey, username, password])
    const known = isFresh ? undefined : opened.get(key)
    const client = known ?? KINDS[type](settings, connectionTo(settings, http))
    opened.delete(key)
    opened.set(key, client)
    const [oldest] = opened.keys()
    if (opened.size > KEPT && oldest !== undefined) opened.delete(oldest)
    return client
  }
}
