/** Encodings by the names that appear in old files and that the platform does not know. */
const ALIASES: Record<string, string> = {
  utf8: 'utf-8',
  cp1251: 'windows-1251',
  'win-1251': 'windows-1251',
  cp1252: 'windows-1252',
  'latin-1': 'windows-1252',
  unicode: 'utf-16le',
  'utf-16': 'utf-16le',
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Text of an XML file: byte order mark first, then the shape of the first bytes, then the declaration, then UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const marked = byMark(bytes)
  if (marked) return decode(bytes, marked)
  if (bytes[0] === 0x3c && bytes[1] === 0) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0 && bytes[1] === 0x3c) return decode(bytes, 'utf-16be')
  const declared = declaredEncoding(bytes)
  // A declared UTF-16 cannot be true here: the declaration would not have been readable as single bytes.
  if (!declared || /^(utf-?8|utf-?16|us-ascii|ascii|unicode)$/.test(declared)) return decodeUtf8OrWestern(bytes)
  return decode(bytes, declared)
}

/** Text of a file that says nothing about its encoding. */
export function decodeText(bytes: Uint8Array): string {
  const marked = byMark(bytes)
  return marked ? decode(bytes, marked) : decodeUtf8OrWestern(bytes)
}

/** The encoding named in an XML declaration, lower case. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  return /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase()
}

/** UTF-8, or Windows-1252 where it is none: files that declare UTF-8 and hold Latin-1 exist in every large collection. */
function decodeUtf8OrWestern(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return decode(bytes, 'windows-1252')
  }
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(ALIASES[encoding] ?? encoding).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}
