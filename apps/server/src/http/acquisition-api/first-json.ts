import { readJson } from '../body.ts'

/**
 * Reads the first JSON value of a body; what stands after it is ignored (acquisition contract 1.2).
 * @throws DomainError `invalid`
 */
export function readFirstJson(text: unknown): unknown {
  if (typeof text !== 'string') return readJson(text)
  const end = endOfFirst(text)
  return readJson(end === undefined ? text : text.slice(0, end))
}

/** Where an object or a list that begins the text ends; undefined where it begins with something else or does not end. */
function endOfFirst(text: string): number | undefined {
  const start = text.search(/\S/)
  if (text[start] !== '{' && text[start] !== '[') return undefined
  let depth = 0
  let isInText = false
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (isInText) {
      if (sign === '\\') at += 1
      else if (sign === '"') isInText = false
    } else if (sign === '"') isInText = true
    else if (sign === '{' || sign === '[') depth += 1
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1
  }
  return undefined
}
