import { blankFacts } from '@colophon/formats/facts.ts'
import { describe, expect, it } from 'vitest'
import { discOf, gapsIn, hasDiscFolders, playbackOrder } from './playback-order.ts'

const track = (name: string, number: number | null = null, disc: number | null = null) => ({
  name,
  facts: { ...blankFacts('mp3'), track: number === null ? null : { album: 'x', number, disc } },
})
const names = (tracks: { name: string }[]) => tracks.map(({ name }) => name)

describe('the order of play', () => {
  it.each([
    ['CD 1/01.mp3', 1],
    ['Book/Disc02/x.mp3', 2],
    ['Volume 3/CD 1/x.mp3', 1],
    ['Emma - disc 12/x.mp3', 12],
    ['Part_4/x.mp3', 4],
    ['Emma/x.mp3', undefined],
    ['CD 1.mp3', undefined],
  ])('%s is on disc %s', (name, disc) => expect(discOf(name)).toBe(disc))

  it('goes disc by disc, and counts as people do', () => {
    const tracks = ['CD10/1.mp3', 'CD2/10.mp3', 'CD2/9.mp3', 'CD1/1.mp3'].map((name) => track(name))
    expect(names(playbackOrder(tracks))).toEqual(['CD1/1.mp3', 'CD2/9.mp3', 'CD2/10.mp3', 'CD10/1.mp3'])
    expect(hasDiscFolders(names(tracks))).toBe(true)
    expect(hasDiscFolders(['CD1/1.mp3', '2.mp3'])).toBe(false)
  })

  it('believes the tags where all tracks have them', () => {
    expect(names(playbackOrder([track('b.mp3', 1), track('a.mp3', 2)]))).toEqual(['b.mp3', 'a.mp3'])
    expect(names(playbackOrder([track('b.mp3', 1), track('a.mp3')]))).toEqual(['a.mp3', 'b.mp3'])
  })

  it('orders 225 tracks of 24 discs', () => {
    const tracks = Array.from({ length: 225 }, (_, at) =>
      track(`Disc ${(at % 24) + 1}/Track ${Math.floor(at / 24) + 1}.mp3`),
    )
    const ordered = names(playbackOrder(tracks))
    expect(ordered.slice(0, 2)).toEqual(['Disc 1/Track 1.mp3', 'Disc 1/Track 2.mp3'])
    expect(ordered.at(-1)).toBe('Disc 24/Track 9.mp3')
    expect(new Set(ordered).size).toBe(225)
  })

  it('says what is missing or there twice', () => {
    expect(gapsIn([track('a', 1), track('b', 3), track('c', 3)])).toEqual([
      'two tracks have the same number',
      'track 2 is missing',
    ])
    expect(gapsIn([track('a', 1), track('b', 2)])).toEqual([])
    expect(gapsIn([track('CD2/a', 15), track('CD2/b', 17)])).toEqual(['track 16 is missing on disc 2'])
  })
})
