import { Parser } from 'htmlparser2'

/** What stands inside these is no text for a reader. */
const DROPPED = new Set([
  ...['script', 'style', 'iframe', 'object', 'applet', 'noscript', 'template', 'svg', 'math', 'head', 'title', 'xmp'],
  ...['textarea', 'select', 'audio', 'video', 'canvas', 'frameset', 'noembed', 'noframes', 'plaintext'],
])
const RENAMED: Record<string, string> = { h1: 'h3', h2: 'h3', div: 'p', strike: 's', del: 's', ins: 'u' }
const LONGEST = 250_000
/** The parser becomes slow far beyond this; no text is nested so deep on purpose. */
const DEEPEST = 300
const TOO_DEEP = Symbol('too deep')

export interface HtmlWalker {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** Walks HTML of unknown origin without what is no text: scripts, styles, frames. What is nested absurdly deep ends the walk. */
export function walkHtml(html: string, walker: HtmlWalker): void {
  let dropping = 0
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > DEEPEST) throw TOO_DEEP
        if (dropping > 0 || DROPPED.has(name)) dropping++
        else walker.open(RENAMED[name] ?? name, attributes)
      },
      ontext(text) {
        if (dropping === 0) walker.text(text)
      },
      onclosetag(name) {
        depth--
        if (dropping > 0) dropping--
        else walker.close(RENAMED[name] ?? name)
      },
    },
    { decodeEntities: true },
  )
  try {
    parser.end(html.slice(0, LONGEST))
  } catch (error) {
    if (error !== TOO_DEEP) throw error
  }
}

/** The text with its references resolved, for text that has no tags. */
export function decodeReferences(text: string): string {
  if (!/&[#a-z]/i.test(text)) return text
  let decoded = ''
  walkHtml(text.replaceAll('<', '&lt;'), {
    open() {},
    text: (part) => {
      decoded += part
    },
    close() {},
  })
  return decoded
}

/** Elements that descriptions are made of; other words in angle brackets are somebody's text. */
const ELEMENTS =
  'a|abbr|article|aside|audio|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl|dt|em|embed|' +
  'figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|li|link|main|mark|meta|' +
  'nav|object|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|' +
  'th|thead|title|tr|tt|u|ul|var|video|wbr'
const TAG = new RegExp(`</?(?:${ELEMENTS})(?:\\s[^<>]*)?/?>`, 'i')

/** A tag with a name of HTML, closed somewhere: “x < y and a > b” is none, and neither is “<more>”. */
export function looksLikeHtml(text: string): boolean {
  return TAG.test(text) || /<(?:script|style|iframe|img|svg)\b/i.test(text)
}
