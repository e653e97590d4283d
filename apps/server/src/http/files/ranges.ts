export interface ByteRange {
  /** First and last byte, both included. */
  start: number
  end: number
}

/** More ranges than any reader asks for; an answer with thousands of tiny parts would only be a burden. */
const MOST = 50

/**
 * Reads a Range header (RFC 9110, 14.2).
 * @returns undefined where there is none that can be understood, so that the whole file is sent; an empty list where
 * none of them lies in the file
 */
export function readRanges(header: string | undefined, size: number): ByteRange[] | undefined {
  const match = /^\s*bytes\s*=(.*)$/is.exec(header ?? '')
  if (!match) return undefined
  const specs = (match[1] ?? '').split(',').map((spec) => spec.trim())
  const wanted: ByteRange[] = []
  for (const spec of specs) {
    if (spec === '') continue
    const parts = /^(\d*)\s*-\s*(\d*)$/.exec(spec)
    const [first, last] = [parts?.[1] ?? '', parts?.[2] ?? '']
    if (!parts || (first === '' && last === '')) return undefined
    if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
    const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
    const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
    if (start < size && start <= end && !(first === '' && Number(last) === 0)) wanted.push({ start, end })
  }
  if (specs.every((spec) => spec === '')) return undefined
  const bytes = wanted.reduce((sum, { start, end }) => sum + end - start + 1, 0)
  // Overlapping ranges that ask for more than the file are a mistake or an attack: the file itself is less.
  return wanted.length > MOST || bytes > size ? undefined : wanted
}
