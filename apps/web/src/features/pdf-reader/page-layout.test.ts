import { expect, it } from 'vitest'
import { layOut, pageAt, pagesNear, rowsOf } from './page-layout.ts'

const a4 = () => ({ width: 600, height: 800 })
const view = { width: 1224, height: 824 }

it('puts pages below each other, or beside each other from the second one on', () => {
  expect(rowsOf(3, 'scroll')).toEqual([[0], [1], [2]])
  expect(rowsOf(4, 'spread')).toEqual([[0], [1, 2], [3]])
  expect(rowsOf(0, 'spread')).toEqual([])
})

it('fits a page into the window or to its width, turned or not', () => {
  const fit = (zoom: 'page' | 'width' | number, rotation = 0) =>
    layOut([[0]], a4, { zoom, rotation, view }).pages.map(({ left, width, height }) => [left, width, height])
  expect(fit('page')).toEqual([[312, 600, 800]])
  expect(fit('width')).toEqual([[12, 1200, 1600]])
  expect(fit('page', 90)).toEqual([[expect.closeTo(78.67, 1), expect.closeTo(1066.67, 1), 800]])
  expect(fit(1)).toEqual([[212, 800, expect.closeTo(1066.67, 1)]])
})

it('knows what is near, and which page is read', () => {
  const layout = layOut(rowsOf(50, 'scroll'), a4, { zoom: 'page', rotation: 0, view })
  expect(pagesNear(layout, 812 * 10, 824).map(({ index }) => index)).toEqual([8, 9, 10, 11, 12])
  expect(pageAt(layout, 812 * 10, 824)?.index).toBe(10)
  expect(pageAt(layout, 0, 824)?.index).toBe(0)
})
