import type { Creator, CreatorRole } from '../facts.ts'

/** Splits what audio files write into one field: several people by `;`, `&`, `/` or commas, or one as `Last, First`. */
export function splitPeople(texts: string[], role: CreatorRole): Creator[] {
  const people = texts
    .flatMap((text) => text.split(/\s*(?:;|\0|\s\/\s|\s&\s)\s*/))
    .flatMap(splitCommas)
    .map(({ name, sort }): Creator => ({ name, sort, role }))
  return people.filter(({ name }, index) => name !== '' && people.findIndex((other) => other.name === name) === index)
}

/** `A B, C D` are two people; `Wells, H. G.` is one. */
function splitCommas(text: string): { name: string; sort: string | null }[] {
  const parts = text.split(/\s*,\s+/).map((part) => part.trim())
  const [last, first] = parts
  if (parts.length > 1 && parts.every((part) => part.includes(' '))) return parts.map((name) => ({ name, sort: null }))
  if (
    parts.length === 2 &&
    last &&
    first &&
    !last.includes(' ') &&
    !/^(?:jr|sr|ph\.?d|m\.?d|esq|i{2,3}|iv)\b/i.test(first)
  ) {
    return [{ name: `${first} ${last}`, sort: text.trim() }]
  }
  return [{ name: text.trim(), sort: null }]
}
