import { createInstance } from 'i18next'
import { expect, it } from 'vitest'
import { CallError } from '#api/call-error.ts'
import { en } from '#i18n/en.ts'
import { sentenceOf } from './error-notice.tsx'

const translations = createInstance()
await translations.init({ lng: 'en', resources: { en: { translation: en } } })

it.each([
  [new CallError(503, 'the name books.example does not resolve'), 'The name books.example does not resolve.'],
  [new CallError(502, 'SABnzbd does not answer'), 'SABnzbd does not answer.'],
  [new CallError(503, ''), en.error.server],
  [new CallError(502, ''), en.error.server],
  [new CallError(500, 'internal error'), en.error.server],
  [new CallError(0, ''), en.error.unreachable],
  [new CallError(409, 'this was undone already'), 'This was undone already.'],
  [new TypeError('x is undefined'), en.error.unknown],
])('says of %o what a person can use', (error, sentence) => {
  expect(sentenceOf(error, translations.t)).toBe(sentence)
})
