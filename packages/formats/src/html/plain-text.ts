import { decodeReferences, looksLikeHtml, walkHtml } from './walk-html.ts'

const BLOCKS = new Set(['p', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'dl', 'dt', 'dd', 'h3', 'h4', 'h5', 'h6'])

/** The words of a description alone, blocks on lines of their own. The result is text, not HTML: whoever shows it escapes it. */
export function toPlainText(html: string): string {
  if (!looksLikeHtml(html)) return tidyLines(decodeReferences(html))
  let plain = ''
  walkHtml(html, {
    open(name) {
      if (name === 'br') plain += '\n'
      else if (name === 'li') plain += '\n• '
      else if (BLOCKS.has(name)) plain += '\n\n'
    },
    text(text) {
      plain += text.replace(/\s+/g, ' ')
    },
    close(name) {
      if (BLOCKS.has(name)) plain += '\n\n'
    },
  })
  return tidyLines(plain)
}

function tidyLines(text: string): string {
  // Most descriptions are one line without anything to tidy.
  if (!/[^\S ]| {2}/.test(text)) return text.trim()
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
