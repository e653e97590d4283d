import type { Creator } from '../facts.ts'

/** The people of a Kindle book. Tools that made the file are no contributors. */
export function mobiCreators(authors: string[], sorts: string[], contributors: string[]): Creator[] {
  const names = authors.flatMap((author) => author.split(/\s*;\s*|\s+&\s+/).filter(Boolean))
  const writers = names.map((name, index): Creator => {
    const turned = turn(name)
    if (turned) return { name: turned, sort: name, role: 'author' }
    return { name, sort: names.length === sorts.length ? (sorts[index] ?? null) : null, role: 'author' }
  })
  const helpers = contributors
    .filter((name) => !/^calibre \(|^(?:kindlegen|mobipocket|kindle previewer)\b/i.test(name))
    .map((name): Creator => ({ name, sort: null, role: 'contributor' }))
  return [...writers, ...helpers]
}

/** Shops write `Austen, Jane`. With more than one comma it is a list or a title of honour, which stays as it is. */
function turn(name: string): string | undefined {
  const parts = /^([^,]+), ([^,]+)$/.exec(name)
  if (!parts || /^(?:jr|sr|ph\.?d|m\.?d|inc|ltd|llc|esq|i{2,3}|iv)\b/i.test(parts[2] as string)) return undefined
  return `${parts[2]} ${parts[1]}`
}
