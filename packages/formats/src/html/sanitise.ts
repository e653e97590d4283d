import { decodeReferences, looksLikeHtml, walkHtml } from './walk-html.ts'

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

/**
 * Makes a description safe to show: a fixed list of elements without attributes, except the address of links to the web and to mail.
 * Text without any markup comes back escaped, with its line breaks kept.
 */
export function sanitiseHtml(html: string): string {
  if (!looksLikeHtml(html)) return paragraphs(html)
  let safe = ''
  const open: string[] = []
  walkHtml(html, {
    open(name, attributes) {
      const shown = ALLOWED.has(name) ? name : ''
      if (shown) safe += shown === 'a' ? linkTag(attributes.href) : `<${shown}>`
      if (!EMPTY.has(name)) open.push(shown)
    },
    text(text) {
      safe += escapeHtml(text)
    },
    close(name) {
      if (EMPTY.has(name)) return
      const shown = open.pop()
      if (shown) safe += `</${shown}>`
    },
  })
  // What is left open here was nested too deep to be walked to its end.
  for (const name of open.reverse()) if (name) safe += `</${name}>`
  return safe.trim()
}

function paragraphs(text: string): string {
  const decoded = decodeReferences(text).replace(/\r\n?/g, '\n').trim()
  if (decoded === '') return ''
  return decoded
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

function linkTag(href: string | undefined): string {
  const address = safeAddress(href)
  return address ? `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow" target="_blank">` : '<a>'
}

/** An address of the web or of mail. White space and control characters inside a scheme are skipped by browsers, so they are removed before looking. */
export function safeAddress(href: string | undefined): string | undefined {
  const address = href?.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]+/g, '')
  return address && address.length < 2000 && /^(https?:\/\/|mailto:)[^"'<>\\]+$/i.test(address) ? address : undefined
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
