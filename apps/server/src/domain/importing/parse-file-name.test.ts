import { describe, expect, it } from 'vitest'
import { parseFileName } from './parse-file-name.ts'

describe('what the name of a file says', () => {
  it.each([
    ['Dark Matter - Author Name.epub', 'Dark Matter', 'Author Name'],
    ['Dark Matter — Author Name.epub', 'Dark Matter', 'Author Name'],
    ['Recursion by Another Author.mobi', 'Recursion', 'Another Author'],
    ['The Shining [978-0385121675] (2012).pdf', 'The Shining', null],
    ['Title With Year (2024) - Some Author.azw3', 'Title With Year', 'Some Author'],
    ['The Sparrow B01LVSUORS - Mary Doria Russell.epub', 'The Sparrow', 'Mary Doria Russell'],
    ['B09H42KSJF.azw3', null, null],
    ['Spider-Man.epub', 'Spider-Man', null],
    ['Jane Austen - Persuasion.epub', 'Persuasion', 'Jane Austen'],
    ['Terry Pratchett - The Last Hero.epub', 'The Last Hero', 'Terry Pratchett'],
    ['01 - Dune.m4b', 'Dune', null],
    ['Emma (1815)', 'Emma', null],
    ['Stand by Me.epub', 'Stand by Me', null],
    ['H.G.Wells.The.Time.Machine.1895.epub', 'H G Wells The Time Machine 1895', null],
  ])('%s', (name, title, author) => {
    const { title: read, author: by } = parseFileName(name)
    expect([read, by]).toEqual([title, author])
  })

  it.each([
    [
      "Peter F Hamilton - [Commonwealth Saga 01] - Pandora's Star (US) (retail) (epub).epub",
      ["Pandora's Star", 'Peter F Hamilton', 'Commonwealth Saga', '1'],
    ],
    [
      '[Stormlight Archive, Book 1] The Way of Kings - Brandon Sanderson.epub',
      ['The Way of Kings', 'Brandon Sanderson', 'Stormlight Archive', '1'],
    ],
    [
      'The Way of Kings (Stormlight Archive #1) - Brandon Sanderson.epub',
      ['The Way of Kings', 'Brandon Sanderson', 'Stormlight Archive', '1'],
    ],
    [
      'Mistborn_Vol_1_-_The_Final_Empire_-_Brandon_Sanderson.epub',
      ['The Final Empire', 'Brandon Sanderson', 'Mistborn', '1'],
    ],
    ['Convergence_Book_2_-_Dragonslayer.m4b', ['Dragonslayer', null, 'Convergence', '2']],
    ['Discworld #16.5 - The Last Hero', ['The Last Hero', null, 'Discworld', '16.5']],
  ] as const)('%s, with its series', (name, expected) => {
    const { title, author, series } = parseFileName(name)
    expect([title, author, series?.name, series?.position]).toEqual(expected)
  })

  it('reads the numbers that name a book', () => {
    expect(parseFileName('The Shining [978-0385121675] (2012).pdf').isbn).toBe('9780385121675')
    expect(parseFileName('B09H42KSJF.azw3').asin).toBe('B09H42KSJF')
    expect(parseFileName('The Sparrow B01LVSUORS - Mary Doria Russell.epub').asin).toBe('B01LVSUORS')
  })

  it('offers the other way round where both sides may be names', () => {
    expect(parseFileName('Dark Matter - Author Name.epub').otherwise).toEqual({
      title: 'Author Name',
      author: 'Dark Matter',
    })
  })

  it('reads anything in reasonable time', () => {
    const started = performance.now()
    for (const evil of ['('.repeat(5_000), ' - '.repeat(3_000), '[a 1] '.repeat(2_000), 'a '.repeat(5_000)])
      parseFileName(evil)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
