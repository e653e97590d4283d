import { expect, it } from 'vitest'
import { isAcceptable, passwordStrength } from './password-strength.ts'

it.each([
  ['', 'short'],
  ['sieben7', 'short'],
  ['ääää', 'weak'],
  ['aaaaaaaaaaaaaaaa', 'weak'],
  ['password2026!', 'weak'],
  ['blue kite', 'fair'],
  ['correct horse battery', 'good'],
  ['V3ry-odd-thing', 'good'],
  ['x'.repeat(73), 'long'],
])('"%s" is %s', (password, strength) => {
  expect(passwordStrength(password)).toBe(strength)
})

it('counts bytes as the server does', () => {
  expect(isAcceptable('ääää')).toBe(true)
  expect(isAcceptable('ä'.repeat(37))).toBe(false)
})
