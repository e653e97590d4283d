import { expect, it } from 'vitest'
import { localeFor } from './languages.ts'

it.each([
  { chosen: undefined, preferred: ['de-AT', 'en'], locale: 'de-AT', why: 'the first language that the app speaks' },
  { chosen: undefined, preferred: ['fr', 'en-GB'], locale: 'en-GB', why: 'the next where it does not speak the first' },
  { chosen: undefined, preferred: ['fr'], locale: 'en', why: 'English where it speaks none of them' },
  { chosen: 'de', preferred: ['en-US', 'de-CH'], locale: 'de-CH', why: 'the choice, with the region of the person' },
  { chosen: 'de', preferred: ['en-US'], locale: 'de', why: 'the choice alone' },
] as const)('writes in $locale: $why', ({ chosen, preferred, locale }) => {
  expect(localeFor(chosen, preferred)).toBe(locale)
})
