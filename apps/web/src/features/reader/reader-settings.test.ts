import { expect, it } from 'vitest'
import { contrast } from './papers.ts'
import { readKept, settingsStore, usualSettings } from './reader-settings.ts'

function memory() {
  const entries = new Map<string, string>()
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
  }
}

it('keeps what is set for all books, and shows it in every one', () => {
  const storage = memory()

  settingsStore('a', storage).change('books', { fontSize: 120 })

  expect(settingsStore('b', storage).read()).toEqual({ ...usualSettings, fontSize: 120 })
})

it('keeps what is set for one book with that book alone', () => {
  const storage = memory()

  settingsStore('a', storage).change('book', { flow: 'scroll' })

  expect(settingsStore('a', storage).read().flow).toBe('scroll')
  expect(settingsStore('b', storage).read().flow).toBe('pages')
})

it('lets a later wish for all books win over an earlier one for this book', () => {
  const storage = memory()
  const store = settingsStore('a', storage)
  store.change('book', { fontSize: 150, font: 'sans' })

  store.change('books', { fontSize: 110 })

  expect(store.read()).toMatchObject({ fontSize: 110, font: 'sans' })
})

it('goes back to what all books have', () => {
  const storage = memory()
  const store = settingsStore('a', storage)
  store.change('books', { fontSize: 110 })
  store.change('book', { fontSize: 150 })

  store.reset('book')

  expect(store.read().fontSize).toBe(110)
  expect(store.hasOwn()).toBe(false)
})

it.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['values that nobody could set', '{"fontSize":9000,"paper":"glass","ownInk":"red","weight":"bold","__proto__":{}}'],
])('reads the usual settings out of %s', (_, text) => {
  expect(readKept(text)).toEqual({})
})

it('remembers the latest books only', () => {
  const storage = memory()
  for (let book = 0; book < 230; book++) settingsStore(`book${book}`, storage).change('book', { fontSize: 120 })

  expect(settingsStore('book0', storage).hasOwn()).toBe(false)
  expect(settingsStore('book229', storage).hasOwn()).toBe(true)
})

it('counts contrast as the guidelines do', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1)
})
