import { describe, expect, it } from 'vitest'
import { countMarked, isMarked, nothing, type Selection, toggled, withMarked } from './selection.ts'

const all: Selection = { isAll: true, ids: new Set() }

describe('marked books', () => {
  it('are those that were marked one by one', () => {
    const marked = toggled(toggled(toggled(nothing, 'a'), 'b'), 'a')

    expect(['a', 'b'].map((id) => isMarked(marked, id))).toEqual([false, true])
    expect(countMarked(marked, 10)).toBe(1)
  })

  it('are all of a list but those that were taken out, also of what is not on screen', () => {
    const marked = toggled(all, 'a')

    expect(['a', 'never seen'].map((id) => isMarked(marked, id))).toEqual([false, true])
    expect(countMarked(marked, 10)).toBe(9)
    expect(isMarked(withMarked(marked, ['a']), 'a')).toBe(true)
  })

  it('grow by a stretch of the list', () => {
    expect([...withMarked(toggled(nothing, 'a'), ['b', 'c']).ids]).toEqual(['a', 'b', 'c'])
  })
})
