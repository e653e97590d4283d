/**
 * How a file is offered, with its name in plain ASCII and, where that loses letters, in full (RFC 6266).
 * @param isNamedTwice in full in any case
 */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string, isNamedTwice = false): string {
  const plain = fileName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  if (plain === fileName && !isNamedTwice) return `${kind}; filename="${plain}"`
  const full = encodeURIComponent(fileName.replace(/\p{Cc}|\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}
