import { expect, it } from 'vitest'
import { excerpt, foldText, matches } from './search-book.ts'

const found = (text: string, words: string) =>
  [...matches(text, foldText(words).folded)].map(({ start, end }) => text.slice(start, end))

it.each([
  ['The Whale, the whale!', 'WHALE', ['Whale', 'whale']],
  ['Ein Café und ein CAFE', 'café', ['Café', 'CAFE']],
  ['over two\n   lines', 'two lines', ['two\n   lines']],
  ['hy\u00adphen\u00adat\u00aded', 'hyphenated', ['hy\u00adphen\u00adat\u00aded']],
  ['It’s – well – “so”', 'it\'s - well - "so"', ['It’s – well – “so”']],
  ['Die Straße', 'strasse', ['Straße']],
  ['ﬁnd the ligature', 'find', ['ﬁnd']],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['nothing', 'x', []],
])('finds in %j the words %j', (text, words, passages) => {
  expect(found(text, words)).toEqual(passages)
})

it('shows a passage with words around it, cut between words', () => {
  const text = `${'before '.repeat(20)}HERE ${'after '.repeat(20)}`
  const at = text.indexOf('HERE')

  const { before, match, after } = excerpt(text, at, at + 4)

  expect(before).toMatch(/^…(before )+$/)
  expect(match).toBe('HERE')
  expect(after).toMatch(/^( after)+…$/)
})
