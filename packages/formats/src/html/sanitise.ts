import { Parser } from 'htmlparser2'

/** Elements that stay. Everything else is unwrapped: its content stays, its tag goes. */
const ALLOWED = new Set([
  ...[
    'p',
    'br',
    'hr',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'small',
    'sub',
    'sup',
    'q',
    'cite',
    'blockquote',
    'code',
    'pre',
  ],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h3', 'h4', 'h5', 'h6', 'a'],
])
const EMPTY = new Set(['br', 'hr'])
const RENAMED: Record<string, string> = { h1: 'h3', h2: 'h3', div: 'p', strike: 's', del: 's', ins: 'u' }
/** What stands inside these is no text for a reader. */
const DROPPED = new Set([
  ...['script', 'style', 'iframe', 'object', 'embed', 'applet', 'noscript', 'template', 'svg', 'math', 'head', 'title'],
  ...[
    'textarea',
    'select',
    'audio',
    'video',
    'canvas',
    'frameset',
    'noembed',
    'noframes',
    'xmp',
    'plaintext',
    'link',
    'meta',
    'base',
  ],
])
const VOID_DROPPED = new Set(['link', 'meta', 'base', 'embed'])
const BLOCKS = new Set(['p', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h3', 'h4', 'h5', 'h6'])
const DEEPEST = 50
const LONGEST = 400_000

/**
 * Makes a description safe to show: a fixed list of elements without attributes, except the address of links to the web and to mail.
 * Text without any markup comes back escaped, with its line breaks as paragraphs.
 */
export function sanitiseHtml(html: string): string {
  const source = html.slice(0, LONGEST)
  if (!looksLikeHtml(source)) return paragraphs(source)
  let out = ''
  let dropping = 0
  const open: string[] = []
  const parser = new Parser(
    {
      onopentag(rawName, attributes) {
        if (dropping > 0 || DROPPED.has(rawName)) {
          if (!VOID_DROPPED.has(rawName)) dropping++
          return
        }
        const name = RENAMED[rawName] ?? rawName
        const shown = ALLOWED.has(name) && open.length < DEEPEST ? name : ''
        if (shown) out += shown === 'a' ? linkTag(attributes.href) : `<${shown}>`
        if (!EMPTY.has(name)) open.push(shown)
      },
      ontext(text) {
        if (dropping === 0) out += escapeHtml(text)
      },
      onclosetag(rawName) {
        if (dropping > 0) {
          if (!VOID_DROPPED.has(rawName)) dropping--
          return
        }
        if (EMPTY.has(RENAMED[rawName] ?? rawName) || DROPPED.has(rawName)) return
        const name = open.pop()
        if (name) out += `</${name}>`
      },
    },
    { decodeEntities: true },
  )
  parser.end(source)
  return out.trim()
}

/** The words alone, blocks on lines of their own. */
export function toPlainText(html: string): string {
  const source = html.slice(0, LONGEST)
  if (!looksLikeHtml(source)) return tidyLines(decodeAll(source))
  let out = ''
  let dropping = 0
  const parser = new Parser(
    {
      onopentag(rawName) {
        if (dropping > 0 || DROPPED.has(rawName)) {
          if (!VOID_DROPPED.has(rawName)) dropping++
          return
        }
        const name = RENAMED[rawName] ?? rawName
        if (name === 'br') out += '\n'
        else if (name === 'li') out += '\n• '
        else if (BLOCKS.has(name)) out += '\n\n'
      },
      ontext(text) {
        if (dropping === 0) out += text.replace(/\s+/g, ' ')
      },
      onclosetag(rawName) {
        if (dropping > 0) {
          if (!VOID_DROPPED.has(rawName)) dropping--
        } else if (BLOCKS.has(RENAMED[rawName] ?? rawName) && rawName !== 'li') out += '\n\n'
      },
    },
    { decodeEntities: true },
  )
  parser.end(source)
  return tidyLines(out)
}

/** A tag with a known kind of name, closed somewhere: “x < y and a > b” is no HTML. */
export function looksLikeHtml(text: string): boolean {
  return /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i.test(text) || /<(script|style|iframe|img|svg)\b/i.test(text)
}

function paragraphs(text: string): string {
  const decoded = decodeAll(text).replace(/\r\n?/g, '\n').trim()
  if (decoded === '') return ''
  return decoded
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

/** References in text without tags, such as `&amp;` in a description that was escaped once too often. */
function decodeAll(text: string): string {
  if (!/&[#a-z]/i.test(text)) return text
  let out = ''
  const parser = new Parser({ ontext: (part) => (out += part) }, { decodeEntities: true })
  parser.end(text.replaceAll('<', '&lt;'))
  return out
}

function linkTag(href: string | undefined): string {
  const address = safeAddress(href)
  return address ? `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow" target="_blank">` : '<a>'
}

/** White space and control characters inside a scheme are skipped by browsers, so they are removed before looking. */
function safeAddress(href: string | undefined): string | undefined {
  const address = href?.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]+/g, '')
  return address && address.length < 2000 && /^(https?:\/\/|mailto:)[^"'<>\\]+$/i.test(address) ? address : undefined
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function tidyLines(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
