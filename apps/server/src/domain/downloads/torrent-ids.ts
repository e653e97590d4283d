import type { ReleaseFile } from '#domain/releases/indexer-port.ts'

const V2_SHOWN = 40

/**
 * The ids under which clients may keep a torrent, the likeliest first: the hash of version 1, and that of version 2 cut to the
 * same length, which some use for torrents of both kinds. Lower-case hex; empty for what is no torrent.
 */
export function torrentIds(file: ReleaseFile): string[] {
  if (file.kind === 'nzb') return []
  const second = file.kind === 'torrent' ? file.infoHashV2 : secondHashOf(file.uri)
  const ids = [file.infoHash, second?.slice(0, V2_SHOWN)].flatMap((hash) => hash?.toLowerCase() ?? [])
  return [...new Set(ids)]
}

/** Version 2 in a magnet link: SHA-256 behind the bytes that say so. */
const secondHashOf = (uri: string) => /[?&]xt=urn:btmh:1220([0-9a-f]{64})(?:&|$)/i.exec(uri)?.[1]
