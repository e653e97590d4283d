import { decodeText } from '../text/decode.ts'

/** How far browsers look for a page's own word about its letters. */
const HEAD_BYTES = 1024

/** Text of a page as browsers read it: byte order mark, then what the server says, then what the page says, then a guess. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const isMarked =
    (bytes[0] === 0xef && bytes[1] === 0xbb) ||
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff)
  const named = isMarked ? undefined : (charsetOf(contentType) ?? charsetOf(metaTags(bytes)))
  // A page that says UTF-16 in single bytes is not in UTF-16.
  if (named === undefined || /^utf-?(8|16)/i.test(named)) return decodeText(bytes)
  try {
    return new TextDecoder(named).decode(bytes)
  } catch {
    return decodeText(bytes)
  }
}

const charsetOf = (text: string) => /charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(text)?.[1]

function metaTags(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1')
  return (head.match(/<meta[^>]*>|<\?xml[^>]*>/gi) ?? []).join('').replace(/\bencoding=/i, 'charset=')
}
