import { expect, it } from 'vitest'
import { gridShape } from './grid-shape.ts'

it.each([320, 358, 560, 700, 1100, 1600, 2560])('fills a width of %d with whole cards of a readable size', (width) => {
  const { columns, cardWidth, gap } = gridShape(width)

  expect(columns * cardWidth + (columns - 1) * gap).toBeLessThanOrEqual(width)
  expect(width - (columns * cardWidth + (columns - 1) * gap)).toBeLessThan(columns)
  expect(cardWidth).toBeGreaterThanOrEqual(95)
  expect(cardWidth).toBeLessThanOrEqual(240)
})

it('shows three covers beside each other on a phone', () => {
  expect(gridShape(358).columns).toBe(3)
})
