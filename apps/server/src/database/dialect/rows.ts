/**
 * Column names carry their codec: `is_*` and `has_*` are booleans kept as 0 and 1, `*_json` is JSON kept as text. Both
 * databases store them alike, so a fragment of SQL means the same on either.
 */
type Row = Record<string, unknown>

/** Turns rows as the drivers give them into values; rows of one result have the same columns. */
export function decodeRows(rows: Row[]): Row[] {
  const first = rows[0]
  return first ? rowDecoder(Object.keys(first))(rows) : rows
}

/** The same for a statement that gives these columns again and again. */
export function rowDecoder(names: readonly string[]): (rows: Row[]) => Row[] {
  const flags = names.filter((name) => /^(is|has)_/.test(name))
  const documents = names.filter((name) => name.endsWith('_json'))
  if (flags.length === 0 && documents.length === 0) return (rows) => rows
  return (rows) => {
    for (const row of rows) {
      for (const name of flags) if (row[name] !== null) row[name] = row[name] === 1 || row[name] === true
      for (const name of documents) if (typeof row[name] === 'string') row[name] = JSON.parse(row[name] as string)
    }
    return rows
  }
}

/** A parameter as both drivers take it. Objects and arrays are JSON: only `*_json` columns take them. */
export function encodeParameter(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value !== null && typeof value === 'object' && !(value instanceof Uint8Array)) return JSON.stringify(value)
  return value
}
