import { describe, expect, it } from 'vitest'
import type { FoundContent } from './import-disk.ts'
import { isBesideArchives, pickContent } from './pick-content.ts'

const folder = (files: Record<string, number>): FoundContent => ({
  kind: 'folder',
  files: Object.entries(files).map(([name, sizeBytes]) => ({ path: `/d/x/${name}`, sizeBytes, modifiedMs: 1 })),
  isCut: false,
})
const pick = (files: Record<string, number>, forced: 'ebook' | 'audiobook' | null = null) => {
  const picked = pickContent('/d/x', folder(files), forced)
  if (picked.kind === 'none') return picked.reason
  const names = (list: { path: string }[]) => list.map(({ path }) => path.slice('/d/x/'.length))
  return picked.kind === 'ebook'
    ? ['ebook', ...names(picked.files)]
    : ['audiobook', ...names(picked.tracks), '+', ...names(picked.sidecars)]
}

describe('what is in a download', () => {
  it.each([
    [{ 'a.epub': 9, 'a.nfo': 1, 'file_id.diz': 1 }, ['ebook', 'a.epub']],
    [{ 'a.epub': 9, 'a.mobi': 9, 'cover.jpg': 3 }, ['ebook', 'a.epub', 'a.mobi']],
    [{ 'a.epub': 9, 'a.epub.part': 9 }, ['ebook', 'a.epub']],
    [
      { '01.mp3': 90, 'book.pdf': 9, 'cover.jpg': 1, 'x.par2': 5 },
      ['audiobook', '01.mp3', '+', 'book.pdf', 'cover.jpg'],
    ],
    [{ 'a.fb2.zip': 9 }, ['ebook', 'a.fb2.zip']],
    [{ 'film.mkv': 900, 'sample.epub': 1 }, 'video'],
    [{ 'Persuasion.epub.exe': 900 }, 'program'],
    [{ 'setup.exe': 5, 'READ ME FOR PASSWORD.txt': 9 }, 'program'],
    [{ 'a.epub.part': 9 }, 'unfinished'],
    [{ 'a.zip': 9 }, 'archive'],
    [{ 'a.nfo': 9 }, 'empty'],
    [{ 'a.epub': 0 }, 'empty'],
    [{ 'readme.txt': 5 }, 'empty'],
    [{ 'novel.txt': 5 }, ['ebook', 'novel.txt']],
    [{ '._a.epub': 5 }, 'empty'],
  ] as const)('%j', (files, expected) => expect(pick(files)).toEqual(expected))

  it('takes what a person says it is', () => {
    expect(pick({ 'a.epub': 9, '01.mp3': 5 }, 'ebook')).toEqual(['ebook', 'a.epub'])
    expect(pick({ 'a.epub': 9 }, 'audiobook')).toBe('empty')
    expect(pick({ 'film.mkv': 900, 'a.epub': 1 }, 'ebook')).toEqual(['ebook', 'a.epub'])
  })

  it('waits while a client is still unpacking, and knows what is not there', () => {
    expect(pickContent('/d/_UNPACK_x', folder({ 'a.epub': 1 }))).toEqual({ kind: 'none', reason: 'unfinished' })
    expect(pickContent('/d/x', { kind: 'missing', files: [], isCut: false })).toEqual({
      kind: 'none',
      reason: 'missing',
    })
  })

  it.each([
    [{ 'book.rar': 900, 'book.r00': 900, 'sample.mp3': 100 }, true],
    [{ 'book.rar': 900, 'about it.txt': 10 }, true],
    [{ 'book.zip': 900, 'book.epub': 10 }, false],
    [{ 'pictures.zip': 90, '1.mp3': 900 }, false],
    [{ '1.mp3': 900 }, false],
  ] as const)('tells what lies beside a book in archives from one: %j', (files, expected) => {
    const found = folder(files)
    const content = pickContent('/d/x', found)
    expect(content.kind !== 'none' && isBesideArchives(found, content)).toBe(expected)
  })
})
