import { expect, it } from 'vitest'
import { boxesOf, joinLines, passageLocator, turned } from './page-boxes.ts'

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height })

it('writes where a passage stands, and reads it again', () => {
  const lines = [box(0.1, 0.2, 0.3, 0.02), box(0.1, 0.23, 0.123456, 0.02)]

  expect(passageLocator(3, lines)).toBe('page:3#0.1,0.2,0.3,0.02;0.1,0.23,0.1235,0.02')
  expect(boxesOf(passageLocator(3, lines))).toEqual([lines[0], box(0.1, 0.23, 0.1235, 0.02)])
})

it('keeps within the length that a locator may have', () => {
  const lines = Array.from({ length: 500 }, () => box(0.12345, 0.23456, 0.34567, 0.01234))

  expect(passageLocator(12_345, lines).length).toBeLessThanOrEqual(4_000)
})

it.each([null, 'page:3', 'page:3#', 'page:3#a,b,c,d', 'page:3#0.1,0.2,0.3', 'page:3#0.1,0.2,7,0.1', 'epubcfi(/6/4)'])(
  'finds no box in %s',
  (locator) => {
    expect(boxesOf(locator)).toEqual([])
  },
)

it('follows a page that is turned, and comes back', () => {
  const corner = box(0, 0, 0.25, 0.125)

  expect(turned(corner, 90)).toEqual(box(0.875, 0, 0.125, 0.25))
  expect(turned(corner, 180)).toEqual(box(0.75, 0.875, 0.25, 0.125))
  expect(turned(turned(corner, 90), -90)).toEqual(corner)
})

it('makes one box of the pieces of a line, and leaves lines and columns apart', () => {
  const pieces = [box(0.1, 0.1, 0.2, 0.02), box(0.1, 0.1, 0.2, 0.02), box(0.31, 0.101, 0.1, 0.02), box(0.2, 0.1, 0, 0)]
  const lines = joinLines([...pieces, box(0.1, 0.13, 0.2, 0.02), box(0.6, 0.1, 0.2, 0.02)])

  expect(lines).toHaveLength(3)
  expect(lines[0]?.width).toBeCloseTo(0.31)
})
