import { describe, expect, it } from 'vitest'
import { BookSet, FEW, parseIds } from './book-set.ts'

const every = (step: number, upTo = 20_000) => Array.from({ length: Math.floor(upTo / step) }, (_, n) => (n + 1) * step)

describe('a set of books', () => {
  it('is read from joined keys', () => {
    expect([...parseIds('3,1,200000')]).toEqual([3, 1, 200_000])
    expect([...parseIds(null)]).toEqual([])
    expect(BookSet.parse('7,7,8').count).toBe(2)
    const many = every(3, 90_000).toReversed()
    const set = BookSet.parse(many.join(','))
    expect([...set.members()].length).toBe(30_000)
    expect([set.count, set.has(90_000), set.has(89_999), set.has(3)]).toEqual([30_000, true, false, true])
  })

  it.each([
    [every(2), every(3)],
    [every(2), [6, 7, 12]],
    [[6, 7, 12], every(2)],
    [
      [1, 2],
      [2, 3],
    ],
    [every(2), every(5, 40_000)],
    [every(2), every(32)],
  ])('meets and loses others like arrays do (%#)', (left, right) => {
    const [one, other] = [BookSet.of(left), BookSet.of(right)]
    const both = left.filter((id) => right.includes(id))
    const rest = left.filter((id) => !right.includes(id))
    const met = one.and(other)
    const left2 = one.without(other)
    expect(met.count).toBe(both.length)
    expect(left2.count).toBe(rest.length)
    for (const id of [0, 1, 2, 6, 30, 31, 32, 64, 19_999, 20_000, 50_000]) {
      expect(met.has(id), `both ${id}`).toBe(both.includes(id))
      expect(left2.has(id), `rest ${id}`).toBe(rest.includes(id))
    }
    expect(met.few !== undefined).toBe(both.length <= FEW)
    if (met.few) expect([...met.few].toSorted((a, b) => a - b)).toEqual(both)
  })
})
