import { expect, it } from 'vitest'
import { torrentIds } from './torrent-ids.ts'

const V1 = 'd4f933b4e6575d665bbc1971ce6da60e5443332c'
const V2 = 'a'.repeat(40) + 'b'.repeat(24)
const bytes = new Uint8Array()

it('knows the ids of torrents of both versions, of files and of magnet links', () => {
  expect(torrentIds({ kind: 'torrent', bytes, infoHash: V1, infoHashV2: undefined })).toEqual([V1])
  expect(torrentIds({ kind: 'torrent', bytes, infoHash: V1, infoHashV2: V2 })).toEqual([V1, 'a'.repeat(40)])
  expect(torrentIds({ kind: 'torrent', bytes, infoHash: undefined, infoHashV2: V2 })).toEqual(['a'.repeat(40)])
  expect(torrentIds({ kind: 'magnet', uri: `magnet:?xt=urn:btih:${V1}&dn=x`, infoHash: V1 })).toEqual([V1])
  expect(
    torrentIds({ kind: 'magnet', uri: `magnet:?dn=x&xt=urn:btmh:1220${V2.toUpperCase()}`, infoHash: undefined }),
  ).toEqual(['a'.repeat(40)])
  expect(torrentIds({ kind: 'magnet', uri: 'magnet:?dn=x', infoHash: undefined })).toEqual([])
  expect(torrentIds({ kind: 'nzb', bytes })).toEqual([])
})
