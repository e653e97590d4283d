import { expect, it } from 'vitest'
import { keepPlacesFor, type OwnPlace, placeStore, unsentPlaces, whereToBegin } from './place-store.ts'

const own = (fraction: number, at: string, isUnsent = false): OwnPlace => ({
  fraction,
  locator: 'epubcfi(/6/4)',
  fileId: 'f',
  at,
  isUnsent,
})
const known = (fraction: number, at: string) => ({ fraction, locator: null, source: 'kobo', device: 'Libra', at })

it('goes on from where another device was last, and offers the way back', () => {
  const begin = whereToBegin(known(0.43, '2026-02-02'), own(0.12, '2026-02-01'))

  expect(begin.from?.fraction).toBe(0.43)
  expect(begin.elsewhere?.device).toBe('Libra')
  expect(begin.left?.fraction).toBe(0.12)
})

it('says nothing where both are at the same place, or this device was last', () => {
  expect(whereToBegin(known(0.43, '2026-02-02'), own(0.431, '2026-02-01')).elsewhere).toBeNull()
  expect(whereToBegin(known(0.43, '2026-02-02'), own(0.43, '2026-02-02')).elsewhere).toBeNull()
  expect(whereToBegin(known(0.43, '2026-02-02'), undefined).elsewhere).toBeNull()
})

it('begins at what this device could not report, where that is newer', () => {
  expect(whereToBegin(known(0.43, '2026-02-02'), own(0.6, '2026-02-03', true)).from?.fraction).toBe(0.6)
  expect(whereToBegin(known(0.43, '2026-02-04'), own(0.6, '2026-02-03', true)).from?.fraction).toBe(0.43)
  expect(whereToBegin(null, own(0.6, '2026-02-03', true)).from?.fraction).toBe(0.6)
})

function memory(entries = new Map<string, string>()) {
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
}

it('remembers places by book, and begins anew where the entry is not its own', () => {
  const storage = memory(new Map([['colophon.reader.places', '[1']]))

  placeStore('a', storage).keep(own(0.5, '2026-02-01'))

  expect(placeStore('a', storage).read()?.fraction).toBe(0.5)
  expect(placeStore('b', storage).read()).toBeUndefined()
})

it('names what the server does not know, until it knows the newest of it', () => {
  const storage = memory()
  const store = placeStore('a', storage)
  placeStore('b', storage).keep(own(0.1, '2026-02-01'))
  store.keep(own(0.5, '2026-02-02', true))

  store.settle('2026-02-01')
  expect(unsentPlaces(storage).map(([book]) => book)).toEqual(['a'])

  store.settle('2026-02-02')
  expect(unsentPlaces(storage)).toEqual([])
})

it('keeps the places of one account, and none for the next', () => {
  const storage = memory()
  placeStore('a', storage).keep(own(0.5, '2026-02-01', true))

  keepPlacesFor('ada', storage)
  keepPlacesFor('ada', storage)
  expect(placeStore('a', storage).read()?.fraction).toBe(0.5)

  keepPlacesFor('bob', storage)
  expect(placeStore('a', storage).read()).toBeUndefined()
})
