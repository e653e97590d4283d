import { expect, it } from 'vitest'
import { looksLikeStrip, singles, spreadsOf } from './spreads.ts'

const tall = { width: 800, height: 1200 }
const wide = { width: 1600, height: 1200 }
const unknown = { width: null, height: null }
const strip = { width: 800, height: 6000 }

it('pairs pages, with the cover and wide pages alone', () => {
  expect(spreadsOf([tall, tall, tall, tall], true)).toEqual([[0], [1, 2], [3]])
  expect(spreadsOf([tall, tall, tall, tall], false)).toEqual([
    [0, 1],
    [2, 3],
  ])
  expect(spreadsOf([tall, tall, wide, tall, unknown], true)).toEqual([[0], [1], [2], [3, 4]])
  expect(spreadsOf([], true)).toEqual([])
  expect(singles([tall, wide])).toEqual([[0], [1]])
})

it('knows a strip by its long pages', () => {
  expect(looksLikeStrip([strip, strip, strip, tall])).toBe(true)
  expect(looksLikeStrip([tall, tall, strip])).toBe(false)
  expect(looksLikeStrip([strip, strip])).toBe(true)
  expect(looksLikeStrip([tall, tall, tall, strip, strip])).toBe(false)
  expect(looksLikeStrip([unknown, unknown, unknown])).toBe(false)
})
