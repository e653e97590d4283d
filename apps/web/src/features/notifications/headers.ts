export interface Header {
  name: string
  value: string
}

/** Reads the JSON object that headers are stored as; undefined for text that is none. */
export function readHeaders(text: string): Header[] | undefined {
  if (text.trim() === '') return []
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined
    return Object.entries(stored).map(([name, value]) => ({ name, value: String(value) }))
  } catch {
    return undefined
  }
}

/** Headers without a name are left out; none at all is empty text. */
export function writeHeaders(headers: readonly Header[]): string {
  const named = headers.map(({ name, value }) => [name.trim(), value.trim()]).filter(([name]) => name !== '')
  return named.length === 0 ? '' : JSON.stringify(Object.fromEntries(named))
}
