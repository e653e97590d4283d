import { describe, expect, it } from 'vitest'
import { mapPath, readRemaps, turnedAround } from './path-remap.ts'

describe('a path of a client', () => {
  const own = readRemaps('/downloads:/mnt/nas, /downloads/books/:/mnt/books,C:\\Torrents:/mnt/win')
  const common = readRemaps('/downloads:/elsewhere,/data:/srv/data')

  it.each([
    ['/downloads/a.epub', '/mnt/nas/a.epub'],
    ['/downloads/books/a/b.epub', '/mnt/books/a/b.epub'],
    ['/downloads/books', '/mnt/books'],
    ['/downloads/books2/a.epub', '/mnt/nas/books2/a.epub'],
    ['/downloads2/a.epub', '/downloads2/a.epub'],
    ['C:\\Torrents\\a\\b.epub', '/mnt/win/a/b.epub'],
    ['/data/a.epub', '/srv/data/a.epub'],
    ['/nowhere/a.epub', '/nowhere/a.epub'],
  ])('%s is %s here', (path, mapped) => expect(mapPath(path, own, common)).toBe(mapped))

  it('is found again from what it is called here', () => {
    expect(mapPath('/mnt/nas/a.epub', turnedAround(own), turnedAround(common))).toBe('/downloads/a.epub')
    expect(mapPath('/srv/data/a.epub', turnedAround(own), turnedAround(common))).toBe('/data/a.epub')
  })

  it('may map everything, or into everything', () => {
    expect(mapPath('/a/b', readRemaps('/:/mnt/all'))).toBe('/mnt/all/a/b')
    expect(mapPath('/a/b', readRemaps('/a:/'))).toBe('/b')
    expect(mapPath('/a', readRemaps('/a:/'))).toBe('/')
  })

  it('is left alone by remaps that say nothing', () => {
    expect(readRemaps('')).toEqual([])
    expect(readRemaps('/a,:/b,/c:, ,')).toEqual([])
  })
})
