const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Name of an entry. The flag says UTF-8 or CP437, but many packers write UTF-8 and forget the flag; CP437 text with
 * letters beyond ASCII is hardly ever valid UTF-8 by chance.
 */
export function decodeEntryName(bytes: Buffer, isUtf8: boolean): string {
  if (isAscii(bytes)) return bytes.toString('latin1', 0, bytes.length)
  if (isUtf8) return bytes.toString('utf8', 0, bytes.length)
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return cp437(bytes)
  }
}

/** True for names that could leave the folder they are unpacked into, or that no file system takes. */
export function isUnsafeName(name: string): boolean {
  if (name.length > 4096 || name.startsWith('/') || name.includes('\0')) return true
  if (/^[A-Za-z]:/.test(name)) return true
  return name.includes('..') && /(^|[/\\])\.\.([/\\]|$)/.test(name)
}

function isAscii(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return false
  return true
}

function cp437(bytes: Buffer): string {
  let name = ''
  for (const byte of bytes) name += byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80]
  return name
}
