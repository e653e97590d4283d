import { describe, expect, it } from 'vitest'
import { type BookFacts, blankFacts } from '../facts.ts'
import { describeAudioFolder } from './folder.ts'
import { readFolderName } from './folder-name.ts'
import { parseSeries } from './series-of-tags.ts'
import { inOrderOfPlay } from './track-order.ts'

const track = (name: string, facts: Partial<BookFacts> = {}) => ({
  name,
  facts: { ...blankFacts('mp3'), durationSeconds: 10, ...facts },
})
const author = (name: string) => ({ name, sort: null, role: 'author' as const })

describe('an audiobook of many files', () => {
  it('takes the title from the album, the people most tracks name, and one chapter from each track', () => {
    const own = (title: string, number: number, name: string) =>
      track(`${number} ${title}.mp3`, {
        title,
        track: { album: 'Emma (Unabridged)', disc: 1, number },
        creators: [author(name)],
        published: '1815',
      })

    const facts = describeAudioFolder({
      folder: ['Jane Austen', 'emma-mp3'],
      tracks: [own('Two', 2, 'Jane Austen'), own('Ten', 10, 'A Guest'), own('One', 1, 'Jane Austen')],
    })

    expect(facts).toMatchObject({
      title: 'Emma',
      creators: [author('Jane Austen')],
      published: '1815',
      durationSeconds: 30,
      chapters: [
        { title: 'One', startSeconds: 0, endSeconds: 10 },
        { title: 'Two', startSeconds: 10, endSeconds: 20 },
        { title: 'Ten', startSeconds: 20, endSeconds: 30 },
      ],
    })
  })

  it('says what its folders say where there are no tags', () => {
    const facts = describeAudioFolder({
      folder: ['L. Frank Baum', 'Oz', 'Book 1 - The Wonderful Wizard of Oz (1900) [A Reader]'],
      tracks: [track('CD2/01 - The Return.mp3'), track('CD1/02 - The Cyclone.mp3'), track('CD1/01.mp3')],
    })

    expect(facts).toMatchObject({
      title: 'The Wonderful Wizard of Oz',
      creators: [author('L. Frank Baum'), { name: 'A Reader', role: 'narrator' }],
      series: [{ name: 'Oz', position: '1' }],
      published: '1900',
    })
    expect(facts.chapters.map(({ title }) => title)).toEqual(['01', 'The Cyclone', 'The Return'])
  })

  it('believes what a person wrote beside the tracks', () => {
    const metadata = {
      title: 'Oz',
      authors: ['L. Frank Baum'],
      series: [{ name: 'Oz', sequence: '1' }],
      publishedYear: 1900,
      language: 'English',
      asin: 'B002V5BLIY',
      chapters: [{ id: 0, start: 0, end: 10, title: 'All' }, { start: 'no' }, null],
    }
    const facts = describeAudioFolder({
      folder: ['x'],
      tracks: [track('1.mp3', { title: 'Other', creators: [author('Other')] })],
      sidecars: {
        'metadata.json': JSON.stringify(metadata),
        'desc.txt': 'It is a truth.\n',
        'reader.txt': 'A Reader\n',
      },
    })

    expect(facts).toMatchObject({
      title: 'Oz',
      creators: [author('L. Frank Baum'), { name: 'A Reader', role: 'narrator' }],
      series: [{ name: 'Oz', position: '1' }],
      published: '1900',
      languages: ['en'],
      description: 'It is a truth.',
      identifiers: [{ scheme: 'asin', value: 'B002V5BLIY' }],
      chapters: [{ title: 'All', startSeconds: 0, endSeconds: 10 }],
    })
  })

  it.each(['', '{', '[]', '"x"', '{"title":{"a":1},"authors":7,"chapters":"x"}'])('survives metadata of %j', (text) => {
    const facts = describeAudioFolder({
      folder: ['A', 'B'],
      tracks: [track('1.mp3')],
      sidecars: { 'metadata.json': text },
    })
    expect(facts.title).toBe('B')
  })

  it('reads the older sidecar of Audiobookshelf', () => {
    const abs =
      ';ABMETADATA1\ntitle=Oz\nauthors=L. Frank Baum\nseries=Oz #1\n\n[DESCRIPTION]\nCarried off.\n\n[CHAPTER]\nstart=0\n'
    const facts = describeAudioFolder({ folder: [], tracks: [track('1.mp3')], sidecars: { 'metadata.abs': abs } })
    expect(facts).toMatchObject({ title: 'Oz', description: 'Carried off.', series: [{ name: 'Oz', position: '1' }] })
  })

  it('joins the chapters inside of its parts', () => {
    const chapters = [
      { title: 'A', startSeconds: 0, endSeconds: 4 },
      { title: 'B', startSeconds: 4, endSeconds: null },
    ]
    const facts = describeAudioFolder({
      folder: [],
      tracks: [track('1.m4b', { chapters }), track('2.m4b', { chapters })],
    })
    expect(facts.chapters.map(({ startSeconds }) => startSeconds)).toEqual([0, 4, 10, 14])
  })
})

describe('the order of play', () => {
  const names = (...tracks: ReturnType<typeof track>[]) => inOrderOfPlay(tracks).map(({ name }) => name)

  it('goes by name, with numbers as numbers, where the tags do not number every track', () => {
    const one = track('Track 2.mp3', { track: { album: 'A', disc: null, number: 1 } })
    expect(names(track('Track 10.mp3'), one, track('Track 1.mp3'))).toEqual([
      'Track 1.mp3',
      'Track 2.mp3',
      'Track 10.mp3',
    ])
  })

  it('puts discs first, named in tags or folders', () => {
    const tagged = (name: string, disc: number, number: number) => track(name, { track: { album: 'A', disc, number } })
    expect(names(tagged('a', 2, 1), tagged('b', 1, 2), tagged('c', 1, 1))).toEqual(['c', 'b', 'a'])
    expect(names(track('CD 10/1'), track('CD 2/2'), track('CD 2/1'))).toEqual(['CD 2/1', 'CD 2/2', 'CD 10/1'])
  })
})

describe('the names of folders', () => {
  it.each([
    [
      ['A', 'Emma (1815) [Some Reader]'],
      { title: 'Emma', author: 'A', year: '1815', narrator: 'Some Reader', series: null },
    ],
    [['A', 'S', 'Vol. 02 - 1999 - T'], { title: 'T', author: 'A', year: '1999', series: { name: 'S', position: '2' } }],
    [['A', 'S', '1.5 - T'], { title: 'T', series: { name: 'S', position: '1.5' } }],
    [['A', '1984'], { title: '1984', author: 'A', year: null, series: null }],
    [['A', 'B', '2001 - A Space Odyssey {R}'], { title: 'A Space Odyssey', year: '2001', narrator: 'R' }],
    [['T [128kbps]'], { title: 'T', author: null, narrator: null }],
    [[], { title: null }],
  ])('%j', (segments, expected) => {
    expect(readFolderName(segments)).toMatchObject(expected)
  })
})

describe('series in one text', () => {
  it.each([
    [
      'Oz #1; Other #2.5',
      [
        { name: 'Oz', position: '1' },
        { name: 'Other', position: '2.5' },
      ],
    ],
    ['Oz, Book 03', [{ name: 'Oz', position: '3' }]],
    ['Oz', [{ name: 'Oz', position: null }]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(parseSeries(text)).toEqual(expected)
  })
})
