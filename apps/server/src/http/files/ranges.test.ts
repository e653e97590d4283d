import { describe, expect, it } from 'vitest'
import { readRanges } from './ranges.ts'

describe('ranges of bytes', () => {
  it.each([
    ['bytes=0-9', [[0, 9]]],
    ['bytes=9990-', [[9990, 9999]]],
    ['bytes=-5', [[9995, 9999]]],
    ['bytes=-99999', [[0, 9999]]],
    ['bytes=9000-99999', [[9000, 9999]]],
    [
      'Bytes = 0-0 , 5-6',
      [
        [0, 0],
        [5, 6],
      ],
    ],
    ['bytes=0-9,20000-', [[0, 9]]],
    ['bytes=10000-', []],
    ['bytes=-0', []],
    ['bytes=5-2', undefined],
    ['bytes=', undefined],
    ['bytes=,', undefined],
    ['bytes=a-b', undefined],
    ['bytes=-', undefined],
    ['items=0-5', undefined],
    [undefined, undefined],
    ['bytes=0-9999,0-9999', undefined],
    [`bytes=${Array.from({ length: 60 }, (_, n) => `${n}-${n}`).join(',')}`, undefined],
  ])('reads %s', (header, expected) => {
    expect(readRanges(header, 10_000)).toEqual(expected?.map(([start, end]) => ({ start, end })))
  })

  it('finds nothing in an empty file', () => {
    expect(readRanges('bytes=0-', 0)).toEqual([])
    expect(readRanges('bytes=-1', 0)).toEqual([])
  })
})
