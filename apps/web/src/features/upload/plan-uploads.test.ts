import { describe, expect, it } from 'vitest'
import { planUploads } from './plan-uploads.ts'

const given = (...paths: string[]) => paths.map((path) => ({ path, file: new File(['1234'], path) }))
const plan = (...paths: string[]) => {
  const { uploads, skipped } = planUploads(given(...paths))
  return { uploads: uploads.map(({ name, files }) => [name, files.map(({ path }) => path)]), skipped }
}

describe('what is sent together', () => {
  it('books go file by file, wherever they lie', () => {
    expect(plan('a.epub', 'Shelf/b.PDF', 'Shelf/Deep/c.cbz').uploads).toEqual([
      ['a.epub', ['a.epub']],
      ['b.PDF', ['Shelf/b.PDF']],
      ['c.cbz', ['Shelf/Deep/c.cbz']],
    ])
  })

  it('tracks of a folder stay together, with what lies beside them', () => {
    expect(plan('Emma/01.mp3', 'Emma/02.mp3', 'Emma/cover.jpg', 'Emma/emma.epub').uploads).toEqual([
      ['emma.epub', ['Emma/emma.epub']],
      ['Emma', ['01.mp3', '02.mp3', 'cover.jpg']],
    ])
  })

  it('discs are one audiobook', () => {
    expect(plan('Shelf/Emma/CD1/01.mp3', 'Shelf/Emma/CD2/01.mp3').uploads).toEqual([
      ['Emma', ['CD1/01.mp3', 'CD2/01.mp3']],
    ])
  })

  it('a single recording is a file, and tracks without a folder are too', () => {
    expect(plan('Emma/Emma.m4b', 'x.mp3', 'y.mp3').uploads.map(([name]) => name)).toEqual([
      'Emma.m4b',
      'x.mp3',
      'y.mp3',
    ])
  })

  it('what is no book is named, and hidden files are not', () => {
    expect(plan('Shelf/photo.jpg', 'Shelf/.DS_Store', '.git/x.txt', 'run.exe').skipped).toEqual([
      'Shelf/photo.jpg',
      'run.exe',
    ])
  })

  it('a file that the server would not take is not sent', () => {
    const file = new File([], 'huge.m4b')
    Object.defineProperty(file, 'size', { value: 5 * 1024 ** 3 })
    expect(planUploads([{ path: 'huge.m4b', file }])).toEqual({ uploads: [], skipped: [], tooLarge: ['huge.m4b'] })
  })
})
