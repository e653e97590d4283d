import { describe, expect, it } from 'vitest'
import { withoutKey } from '#kernel/without-key.ts'
import { indexerAddress, redacted, withKey } from './addresses.ts'
import { instantOf } from './dates.ts'
import { hashOfMagnet, hexHash } from './magnet.ts'
import { isNzb } from './nzb.ts'
import { readFeed } from './read-feed.ts'
import { fixture } from './testing/stub-server.ts'
import { readTorrent } from './torrent.ts'

const now = new Date('2026-03-01T12:00:00.000Z')

describe('addresses', () => {
  it.each([
    ['https://x.example', 'https://x.example/api', undefined],
    ['https://x.example/', 'https://x.example/api', undefined],
    ['https://x.example/api/', 'https://x.example/api', undefined],
    ['https://x.example/nzb', 'https://x.example/nzb/api', undefined],
    ['http://x:9117/torznab/all', 'http://x:9117/torznab/all', undefined],
    ['https://x.example/api?apikey=K&t=caps', 'https://x.example/api', 'K'],
  ])('%s is the indexer at %s', (pasted, url, apiKey) => expect(indexerAddress(pasted)).toEqual({ url, apiKey }))

  it('show no key, and get it back at the host of the indexer alone', () => {
    const shown = withoutKey('https://x.example/get?t=get&ApiKey=K&id=a%20b')
    expect(shown).toBe('https://x.example/get?id=a+b&t=get')
    expect(withKey(shown, 'https://x.example/api', 'K')).toBe('https://x.example/get?id=a+b&t=get&apikey=K')
    expect(withKey('https://y.example/get', 'https://x.example/api', 'K')).toBe('https://y.example/get')
    expect(withKey('https://x.example:444/get', 'https://x.example/api', 'K')).toBe('https://x.example:444/get')
    expect(withoutKey('magnet:?xt=urn:btih:00')).toBe('magnet:?xt=urn:btih:00')
  })

  it('are masked for logs', () => {
    const masked = redacted('https://me:pw@x.example/api?apikey=K1&passkey=K2&r=K3&i=K4&token=K5&q=fine')
    expect(masked).not.toMatch(/K\d|pw|me/)
    expect(masked).toContain('q=fine')
  })
})

describe('dates', () => {
  it.each([
    ['Fri, 01 Mar 2024 12:00:00 +0000', '2024-03-01T12:00:00.000Z'],
    ['01 Mar 2024 12:00:00 +0130', '2024-03-01T10:30:00.000Z'],
    ['Fri, 1 Mar 24 12:00 GMT', '2024-03-01T12:00:00.000Z'],
    ['Fri, 01 Mar 2024 12:00:00 Z', '2024-03-01T12:00:00.000Z'],
    ['Sat, 02 Mar 2024 07:00:00 EST', '2024-03-02T12:00:00.000Z'],
    ['Sat, 11 Apr 2015 21:34:00 -0600', '2015-04-12T03:34:00.000Z'],
    ['2024-03-03T10:00:00Z', '2024-03-03T10:00:00.000Z'],
    ['Fri, 01 Mar 2030 12:00:00 +0000', '2026-03-01T12:00:00.000Z'],
    ['yesterday', undefined],
    ['', undefined],
  ])('%s is %s', (text, instant) => expect(instantOf(text, now)).toBe(instant))
})

describe('hashes', () => {
  it('are read in hex and base 32', () => {
    expect(hexHash('D4F933B4E6575D665BBC1971CE6DA60E5443332C')).toBe('d4f933b4e6575d665bbc1971ce6da60e5443332c')
    expect(hexHash('2T4THNHGK5OWMW54DFY443NGBZKEGMZM')).toBe('d4f933b4e6575d665bbc1971ce6da60e5443332c')
    expect(hashOfMagnet('magnet:?dn=x&xt=urn:btih:2T4THNHGK5OWMW54DFY443NGBZKEGMZM&tr=y')).toMatch(/^d4f9/)
    for (const none of ['', 'xyz', 'd4f9', '1'.repeat(32)]) expect(hexHash(none)).toBeUndefined()
  })

  it('are those of the bytes of the torrent', () => {
    expect(readTorrent(fixture('files/time-machine.torrent'))?.infoHash).toBe(
      'd4f933b4e6575d665bbc1971ce6da60e5443332c',
    )
    expect(readTorrent(fixture('files/pride-mp3.torrent'))?.infoHash).toBe('89f8151a0edaf458e032ed1b4a0f5fbff72dfc64')
    const second = readTorrent(Buffer.from('d4:infod12:meta versioni2e4:name1:xee'))
    expect(second).toMatchObject({ infoHash: undefined, infoHashV2: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it.each([
    ['nothing', ''],
    ['a page', '<html>'],
    ['a dictionary without info', 'd1:ai1ee'],
    ['a number with a zero in front', 'd4:infod1:ai01eee'],
    ['a negative zero', 'd4:infod1:ai-0eee'],
    ['bytes behind the end', 'd4:infodeex'],
    ['a string that is longer than the file', 'd4:infod1:a99:xee'],
    ['a file cut off', 'd4:infod1:a'],
    ['lists without end', `d4:infod1:a${'l'.repeat(5000)}`],
    ['nesting beyond any use', `d4:infod1:a${'l'.repeat(100)}${'e'.repeat(100)}ee`],
  ])('do not exist of %s', (_what, text) => expect(readTorrent(Buffer.from(text))).toBeUndefined())
})

describe('the names in a torrent', () => {
  const text = (value: string) => `${Buffer.byteLength(value)}:${value}`
  const torrent = (info: string) => readTorrent(Buffer.from(`d4:infod${info}6:pieces0:ee`, 'latin1'))
  const file = (...path: string[]) => `5:filesld6:lengthi1e4:pathl${path.map(text).join('')}eee4:name4:book`

  it.each([
    ['a folder above', file('..', '..', 'etc', 'x.epub')],
    ['a folder above in one part', file('../../etc/x.epub')],
    ['a folder above as Windows has it', file('..\\..\\x.epub')],
    ['the root', file('/etc', 'x.epub')],
    ['a disk', file('C:\\x.epub')],
    ['an end within the name', file('x.epub\0.txt')],
    ['a name above', `6:lengthi1e4:name${text('../x.epub')}`],
    ['a name above in the other spelling', `6:lengthi1e4:name1:x10:name.utf-8${text('../x')}`],
    ['a link that leads out', '5:filesld4:attr1:l6:lengthi0e4:pathl1:xe12:symlink pathl2:..1:xeee4:name4:book'],
    ['a tree that leads out', `9:file treed${text('..')}d1:xd0:d6:lengthi1eeeee12:meta versioni2e4:name4:book`],
  ])('lead out by %s', (_what, info) => expect(torrent(info)?.wayOut).toEqual(expect.any(String)))

  it.each([
    ['dots and slashes of a title', file('Vol. 1..2', 'AC-DC... ..epub')],
    ['a tree', `9:file treed${text('x.epub')}d0:d6:lengthi1e11:pieces root2:..eee12:meta versioni2e4:name4:book`],
    ['a checksum that looks like one', `5:filesld6:lengthi1e6:md5sum2:..4:pathl6:x.epubeee4:name4:book`],
  ])('do not by %s', (_what, info) => {
    expect(torrent(info)).toMatchObject({ infoHash: expect.any(String), wayOut: undefined })
  })
})

describe('anything that is sent in the place of a feed', () => {
  it('is read without failing', () => {
    const whole = fixture('newznab/book-search.xml').toString()
    for (let cut = 0; cut < whole.length; cut += 211) {
      expect(readFeed(whole.slice(0, cut)).kind).toMatch(/^(other|cut-off)$/)
      expect(isNzb(Buffer.from(whole.slice(cut)))).toBe(false)
    }
    expect(readFeed(whole).kind).toBe('feed')
    expect(isNzb(fixture('files/time-machine.nzb'))).toBe(true)
  })
})
