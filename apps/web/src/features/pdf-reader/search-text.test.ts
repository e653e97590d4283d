import { expect, it } from 'vitest'
import { findHits } from './search-text.ts'

const page = (...lines: string[]) => ({ items: lines.map((text) => ({ text, endsLine: true })) })
const shown = (lines: string[], words: string) =>
  findHits(page(...lines), words).map((pieces) =>
    pieces.map(({ item, start, end }) => lines[item]?.slice(start, end)).join('|'),
  )

it('finds words whatever their case and accents', () => {
  expect(shown(['Ein Café am Platz, das CAFE.'], 'cafe')).toEqual(['Café', 'CAFE'])
  expect(shown(['La niñez'], 'NINEZ')).toEqual(['niñez'])
})

it('finds words across lines, and such as were broken at the end of one', () => {
  expect(shown(['the old', 'house'], 'old  house')).toEqual(['old|house'])
  expect(shown(['a won-', 'derful day'], 'wonderful')).toEqual(['won|derful'])
})

it('finds nothing for nothing, and no more than it shall', () => {
  expect(shown(['abc'], '  ')).toEqual([])
  expect(findHits(page('a'.repeat(100)), 'a', 10)).toHaveLength(10)
})
