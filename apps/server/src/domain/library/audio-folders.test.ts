import { blankFacts } from '@colophon/formats/facts.ts'
import { describe, expect, it } from 'vitest'
import { audioFolderOf, groupTracks, type Track } from './audio-folders.ts'

const track = (path: string, album: string | null = null, format: 'mp3' | 'm4b' = 'mp3'): Track => ({
  path,
  sizeBytes: 1,
  modifiedMs: 1,
  facts: { ...blankFacts(format), track: album === null ? null : { album, disc: null, number: null } },
  coverHash: null,
  coverMime: null,
  partialMd5: null,
})
const books = (folder: string, tracks: Track[], isRoot = false) =>
  groupTracks(folder, tracks, isRoot).map((group) => group.tracks.map(({ path }) => path.slice(folder.length + 1)))

describe('which tracks are one audiobook', () => {
  it('those of one album, in order of play', () => {
    const tracks = ['/b/Emma/10 - x.mp3', '/b/Emma/2 - x.mp3'].map((path) => track(path, 'Emma'))
    expect(books('/b/Emma', tracks)).toEqual([['2 - x.mp3', '10 - x.mp3']])
  })

  it('two albums in one folder are two books', () => {
    expect(books('/b/x', [track('/b/x/01.mp3', 'Emma'), track('/b/x/02.mp3', 'Persuasion')])).toHaveLength(2)
  })

  it('numbered names without tags are one, unless they lie loose in the root of a library', () => {
    const tracks = ['/b/Emma/01.mp3', '/b/Emma/02.mp3'].map((path) => track(path))
    expect(books('/b/Emma', tracks)).toHaveLength(1)
    expect(books('/b/Emma', tracks, true)).toHaveLength(2)
  })

  it('an M4B is a book by itself', () => {
    expect(
      books('/b/x', [track('/b/x/Emma.m4b', 'Austen', 'm4b'), track('/b/x/Persuasion.m4b', 'Austen', 'm4b')]),
    ).toHaveLength(2)
  })

  it('discs belong to the folder above them', () => {
    expect(audioFolderOf('/b/Oz/CD1/Track 1.mp3')).toBe('/b/Oz')
    expect(audioFolderOf('/b/Oz/Track 1.mp3')).toBe('/b/Oz')
  })
})
