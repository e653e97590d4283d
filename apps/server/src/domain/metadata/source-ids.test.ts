import { describe, expect, it } from 'vitest'
import { isPlaceholder, originOf } from './source-ids.ts'

describe('an id from outside', () => {
  it.each([
    ['OL23919A', 'openlibrary'],
    ['OL45883W', 'openlibrary'],
    ['ol-series:barsoom', 'openlibrary'],
    ['hc:dune', 'hardcover'],
    ['hc-series:5511', 'hardcover'],
    ['gb:4fX_DwAAQBAJ', 'googlebooks'],
    ['dnb:gnd:118549405', 'dnb'],
    ['audnex:B017V4IM1G', 'audnex'],
    ['calibre:book:7', 'calibre'],
    ['abs:1', 'audiobookshelf'],
    ['manual:series:3', 'manual'],
    ['local:author:1', 'local'],
  ])('%s is of %s', (id, origin) => expect(originOf(id)).toBe(origin))

  it.each(['xx:1', 'dune', 'OL1', 'hc:', '', '__proto__:1', 'constructor:1', 'OL1A/../x'])('%s is of nobody', (id) => {
    expect(() => originOf(id)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'source.unknown' }))
  })

  it('may only stand for something that no provider knows yet', () => {
    expect(['calibre:author:1', 'abs:x', 'local:author:1', ' '].map(isPlaceholder)).toEqual([true, true, true, true])
    expect(['OL23919A', 'hc:dune'].map(isPlaceholder)).toEqual([false, false])
  })
})
