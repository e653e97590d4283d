type Field = 'apiKey' | 'username' | 'password' | 'urlBase'

interface Kind {
  protocol: 'usenet' | 'torrent'
  /** What the program is called by its makers. */
  name: string
  /** Where it listens when nobody has changed that. */
  port: number
  urlBase: string
  /** What is asked for; whatever else there is stays empty. */
  fields: readonly Field[]
}

/** The programs that can download for us, and what each of them has to be asked for. */
export const clientKinds = {
  qbittorrent: {
    protocol: 'torrent',
    name: 'qBittorrent',
    port: 8080,
    urlBase: '',
    fields: ['username', 'password', 'urlBase'],
  },
  transmission: {
    protocol: 'torrent',
    name: 'Transmission',
    port: 9091,
    urlBase: '',
    fields: ['username', 'password', 'urlBase'],
  },
  deluge: { protocol: 'torrent', name: 'Deluge', port: 8112, urlBase: '', fields: ['password', 'urlBase'] },
  rtorrent: {
    protocol: 'torrent',
    name: 'rTorrent',
    port: 8080,
    urlBase: '/RPC2',
    fields: ['username', 'password', 'urlBase'],
  },
  sabnzbd: { protocol: 'usenet', name: 'SABnzbd', port: 8080, urlBase: '', fields: ['apiKey', 'urlBase'] },
  nzbget: { protocol: 'usenet', name: 'NZBGet', port: 6789, urlBase: '', fields: ['username', 'password', 'urlBase'] },
} as const satisfies Record<string, Kind>

export type ClientKind = keyof typeof clientKinds

export const kindNames = Object.keys(clientKinds) as ClientKind[]

export const isClientKind = (word: string): word is ClientKind => word in clientKinds

export const asks = (kind: ClientKind, field: Field): boolean =>
  (clientKinds[kind].fields as readonly Field[]).includes(field)
