import { describe, expect, it } from 'vitest'
import { folderName, targetPath } from './organise.ts'

const at = (layout: 'book_per_folder' | 'book_per_file' | 'none', author: string | null, title: string | null) =>
  targetPath({ root: '/books', layout, author, title, fileName: 'in.epub' })

describe('where a file belongs', () => {
  it.each([
    ['book_per_folder', 'Jane Austen', 'Emma', '/books/Jane Austen/Emma/in.epub'],
    ['book_per_file', 'Jane Austen', null, '/books/Jane Austen/in.epub'],
    ['none', 'Jane Austen', 'Emma', null],
    ['book_per_folder', 'Jane Austen', null, null],
    ['book_per_folder', null, 'Emma', null],
    ['book_per_folder', '../..A\\B*C', 'What: "Is/This"?', '/books/ABC/What IsThis/in.epub'],
    ['book_per_folder', '..', 'Emma', null],
  ] as const)('%s of %s, %s', (layout, author, title, expected) => {
    expect(at(layout, author, title)).toBe(expected)
  })

  it('a name of many characters stays a name that file systems take', () => {
    expect(folderName('長'.repeat(400))?.length).toBe(150)
  })
})
