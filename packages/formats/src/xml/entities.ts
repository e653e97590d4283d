import { Parser } from 'htmlparser2'

const XML: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const known = new Map<string, string>()

/**
 * Replaces references: numeric ones, the five of XML and the named ones of HTML, which many books use without declaring them.
 * Entities that a file declares itself are never expanded; they vanish.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}|[A-Za-z_][\w.-]{0,63}));/g,
    (_, hex, dec, name) => {
      if (hex) return character(Number.parseInt(hex, 16))
      if (dec) return character(Number.parseInt(dec, 10))
      return XML[name] ?? htmlEntity(name)
    },
  )
}

function character(code: number): string {
  const isText =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff))
  return isText ? String.fromCodePoint(code) : ''
}

/** Asks the HTML parser once per name, which spares us a table of 2,200 names. */
function htmlEntity(name: string): string {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  let text = ''
  const parser = new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true })
  parser.end(`&${name};`)
  const value = text.startsWith('&') ? '' : text
  if (known.size < 4096) known.set(name, value)
  return value
}
