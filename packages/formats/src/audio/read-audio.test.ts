import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Format } from '../facts.ts'
import { readAudio } from './read-audio.ts'
import { buildMp3 } from './testing/build-mp3.ts'
import { buildMp4 } from './testing/build-mp4.ts'

const folder = mkdtempSync(join(tmpdir(), 'audio-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(bytes: Uint8Array, format: Format, cover = true) {
  const path = join(folder, `book.${format}`)
  writeFileSync(path, bytes)
  return readAudio(path, { cover, format })
}

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')

describe('reading an MP3', () => {
  it('finds what its tags say', async () => {
    const { facts } = await read(
      buildMp3(
        [
          ['TIT2', 'Chapter 1'],
          ['TALB', 'Good Omens'],
          ['TPE1', 'Terry Pratchett, Neil Gaiman, Martin Jarvis'],
          ['TCOM', 'Martin Jarvis'],
          ['TRCK', '1/24'],
          ['TPOS', '2/3'],
          ['TDRC', '1990-05-10'],
          ['TPUB', 'Gollancz'],
          ['TLAN', 'English'],
          ['TCON', 'Fantasy; Comedy'],
          ['TXXX:ASIN', 'B0036N3WE0'],
          ['TXXX:SERIES', 'Omens'],
          ['TXXX:SERIES-PART', '1.5'],
          ['MVNM', 'Omens'],
          ['MVIN', '1'],
        ],
        {
          chapters: [
            ['One', 0, 0.5],
            ['Two', 0.5, 1],
          ],
        },
      ),
      'mp3',
    )

    expect(facts).toMatchObject({
      title: 'Chapter 1',
      track: { album: 'Good Omens', disc: 2, number: 1 },
      creators: [
        { name: 'Terry Pratchett', role: 'author' },
        { name: 'Neil Gaiman', role: 'author' },
        { name: 'Martin Jarvis', role: 'narrator' },
      ],
      published: '1990-05-10',
      publisher: 'Gollancz',
      languages: ['en'],
      subjects: ['Fantasy', 'Comedy'],
      identifiers: [{ scheme: 'asin', value: 'B0036N3WE0' }],
      series: [{ name: 'Omens', position: '1.5' }],
      chapters: [
        { title: 'One', startSeconds: 0, endSeconds: 0.5 },
        { title: 'Two', startSeconds: 0.5, endSeconds: 1 },
      ],
    })
    expect(facts.durationSeconds).toBeCloseTo(1, 1)
  })

  it('plays without tags, and says when they are damaged', async () => {
    expect((await read(buildMp3([]), 'mp3')).facts).toMatchObject({ title: null, creators: [], track: null })
    const damaged = buildMp3([['TIT2', 'A']])
    damaged.set([127, 127, 127, 127], 6)
    expect((await read(damaged, 'mp3')).facts.warnings).toHaveLength(1)
  })
})

describe('reading an M4B', () => {
  const tags = {
    '©nam': 'The Time Machine',
    '©ART': 'Wells, H. G.',
    '©nrt': 'A Reader',
    '©grp': 'Scientific Romances #1',
    ldes: 'A traveller tells.',
    ISBN: '978-0-306-40615-7',
  }

  it('finds tags, cover and the chapters of Nero, in seconds', async () => {
    const { facts, cover } = await read(
      buildMp4({
        seconds: 100,
        tags,
        cover: jpeg,
        chapters: [
          ['The Inventor', 0],
          ['The Machine', 40.5],
        ],
      }),
      'm4b',
    )

    expect(facts).toMatchObject({
      title: 'The Time Machine',
      creators: [
        { name: 'H. G. Wells', sort: 'Wells, H. G.', role: 'author' },
        { name: 'A Reader', role: 'narrator' },
      ],
      series: [{ name: 'Scientific Romances', position: '1' }],
      description: 'A traveller tells.',
      identifiers: [{ scheme: 'isbn', value: '9780306406157' }],
      durationSeconds: 100,
      chapters: [
        { title: 'The Inventor', startSeconds: 0, endSeconds: 40.5 },
        { title: 'The Machine', startSeconds: 40.5, endSeconds: 100 },
      ],
    })
    expect(cover).toEqual({ bytes: new Uint8Array(jpeg), mime: 'image/jpeg' })
  })

  it('refuses a file that was cut off, and one without a description of its sound', async () => {
    const whole = buildMp4({ seconds: 100, tags })
    await expect(read(whole.subarray(0, whole.length - 4), 'm4b')).rejects.toMatchObject({ code: 'truncated' })
    await expect(read(whole.subarray(0, 20), 'm4b')).rejects.toMatchObject({ code: 'damaged' })
  })

  it('is refused where it shows moving pictures, and not for those of its chapters', async () => {
    const film = { code: 'wrong-type', message: 'The file is a film and no book.' }
    await expect(read(buildMp4({ seconds: 100, tags, pictures: 2_500 }), 'm4b')).rejects.toMatchObject(film)
    const inPieces = buildMp4({ seconds: 100, tags, pictures: 0, isInPieces: true })
    await expect(read(inPieces, 'm4b')).rejects.toMatchObject(film)
    const { facts } = await read(buildMp4({ seconds: 100, tags, pictures: 12 }), 'm4b')
    expect(facts.title).toBe('The Time Machine')
  })

  it('survives any four bytes being wrong', async () => {
    const whole = buildMp4({ seconds: 100, tags, cover: jpeg, chapters: [['One', 0]] })
    for (let at = 0; at + 4 <= whole.length; at += 5) {
      const broken = Buffer.from(whole)
      broken.writeUInt32BE(0xfffffff0, at)
      await read(broken, 'm4b').catch((error) => expect(error).toMatchObject({ name: 'UnreadableBook' }))
    }
  })
})
