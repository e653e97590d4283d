import { expect, it } from 'vitest'
import { encodingOf } from './archive.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it.each([
  ['no declaration', bytes('<html/>'), 'utf-8'],
  ['a declaration', bytes('<?xml version="1.0" encoding="windows-1251"?><html/>'), 'windows-1251'],
  ['a declaration in capitals', bytes("<?xml version='1.0' encoding='ISO-8859-1'?>"), 'windows-1252'],
  ['an encoding that nobody knows', bytes('<?xml version="1.0" encoding="klingon"?>'), 'utf-8'],
  ['a byte order mark', Uint8Array.of(0xff, 0xfe, 0x3c, 0), 'utf-16le'],
  ['UTF-16 without a mark', Uint8Array.of(0, 0x3c, 0, 0x3f), 'utf-16be'],
])('reads the encoding of a page with %s', (_, page, encoding) => {
  expect(encodingOf(page)).toBe(encoding)
})
