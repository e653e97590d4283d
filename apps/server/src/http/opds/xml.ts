import { onlyXmlCharacters } from '@colophon/formats/xml/escape.ts'

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What is written otherwise than it is: markup, and what may be no character of XML. Most texts have nothing of it. */
const SPECIAL = /[&<>"\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/

/** Text between tags and in attributes; by names, which small parsers know better than numbers. */
export const escapeText = (text: string): string =>
  SPECIAL.test(text) ? onlyXmlCharacters(text).replace(/[&<>"]/g, (character) => NAMES[character] ?? character) : text

type Attributes = Record<string, string | number | undefined>

/** An element; attributes without a value are left out. `content` is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let written = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) written += ` ${key}="${escapeText(String(value))}"`
  }
  return content === '' ? `${written}/>` : `${written}>${content}</${name}>`
}

/** An element that holds a text; nothing where there is none to hold. */
export const textElement = (name: string, text: string | null | undefined, attributes: Attributes = {}): string =>
  text?.trim() ? element(name, attributes, escapeText(text)) : ''

export const document = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
