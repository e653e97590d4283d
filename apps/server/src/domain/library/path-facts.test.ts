import { describe, expect, it } from 'vitest'
import { readPath } from './path-facts.ts'

describe('what the place of a file says about the book', () => {
  it.each([
    ['Solo.epub', { title: 'Solo', author: null, series: null }],
    ['Ann Writer - Dashed.epub', { title: 'Dashed', author: 'Ann Writer', series: null }],
    ['Bob Writer - Folder/anything.epub', { title: 'Folder', author: 'Bob Writer', series: null }],
    ['Cleo Writer/Nested.epub', { title: 'Nested', author: 'Cleo Writer', series: null }],
    [
      'Dan Writer/Saga/2. Second.epub',
      { title: 'Second', author: 'Dan Writer', series: { name: 'Saga', position: '2' } },
    ],
    [
      'Dan Writer/Saga/2.5. Between.epub',
      { title: 'Between', author: 'Dan Writer', series: { name: 'Saga', position: '2.5' } },
    ],
    ['Eve Writer/Loose/Unnumbered.epub', { title: 'Unnumbered', author: 'Eve Writer', series: null }],
    ['Finn Writer/Years (1999).epub', { title: 'Years', author: 'Finn Writer', series: null }],
    ['Gil Writer/Trail - Gil Writer.epub', { title: 'Trail', author: 'Gil Writer', series: null }],
    ['Hal Writer/Same/1. Same.epub', { title: 'Same', author: 'Hal Writer', series: null }],
    ['Jane Austen/Jane Austen - Emma.txt', { title: 'Emma', author: 'Jane Austen', series: null }],
    ['Ida/Kobo.kepub.epub', { title: 'Kobo', author: 'Ida', series: null }],
    ['Jo/Zipped.fb2.zip', { title: 'Zipped', author: 'Jo', series: null }],
  ])('%s', (path, expected) => {
    expect(readPath(path.split('/'))).toEqual(expected)
  })
})
