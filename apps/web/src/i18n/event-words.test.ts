import { expect, it } from 'vitest'
import { eventDetails, isBadNews } from './event-words.ts'

it.each([
  ['{"guid":"x","message":"disk full"}', 'disk full'],
  ['{"from":"eng","to":"ger"}', 'eng → ger'],
  ['{"indexer":"Books","size":3}', 'Books'],
  ['[]', ''],
  ['nonsense', ''],
])('takes from %s what a person wants to know', (data, told) => {
  expect(eventDetails(data)).toBe(told)
})

it('tells bad news from good', () => {
  expect(isBadNews('importFailed')).toBe(true)
  expect(isBadNews('bookImported')).toBe(false)
})
