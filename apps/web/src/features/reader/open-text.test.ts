import { expect, it } from 'vitest'
import { partsOf } from './open-text.ts'

it('finds the chapters of a plain text, and what stands before them', () => {
  const parts = partsOf('A Title\n\nChapter 1\n\nIt was a dark\nnight.\n\nCHAPTER II. The Sea\n\nWaves.')

  expect(parts.map(({ title }) => title)).toEqual([null, 'Chapter 1', 'CHAPTER II. The Sea'])
})

it('joins lines that were broken at a width, and keeps those of verse', () => {
  const prose =
    'It was the best of times, it was the worst of times, it was the age\nof wisdom, it was the age of foolishness.'
  const verse = 'Tyger Tyger, burning bright,\nIn the forests of the night;'

  const [part] = partsOf(`${prose}\n\n${verse}`)

  expect(part?.paragraphs).toEqual([
    'It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness.',
    'Tyger Tyger, burning bright,',
    'In the forests of the night;',
  ])
})

it('breaks a text without chapters into parts that can be laid out', () => {
  const parts = partsOf(
    Array.from({ length: 500 }, (_, index) => `Paragraph ${index} ${'word '.repeat(100)}`).join('\n\n'),
  )

  expect(parts.length).toBeGreaterThan(3)
  expect(parts.flatMap(({ paragraphs }) => paragraphs)).toHaveLength(500)
})

it('takes no sentence that begins with such a word for a chapter', () => {
  expect(partsOf('Part of me wanted to go.\n\nBook your tickets now.')).toHaveLength(1)
})
