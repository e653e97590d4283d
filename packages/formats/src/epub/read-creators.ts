import type { Creator, CreatorRole } from '../facts.ts'
import { tidyLine } from '../text/tidy.ts'
import { type MetadataElement, type PackageDocument, refinement, refinements } from './package-document.ts'

const ROLES: Record<string, CreatorRole> = {
  aut: 'author',
  author: 'author',
  trl: 'translator',
  translator: 'translator',
  nrt: 'narrator',
  narrator: 'narrator',
  ill: 'illustrator',
  illustrator: 'illustrator',
  art: 'illustrator',
  edt: 'editor',
  editor: 'editor',
}
const MOST = 200

/**
 * Everybody who made the book, authors first in the order the book wants. Who is named twice in one role appears once; somebody
 * without a role is an author when named as creator and a contributor otherwise.
 */
export function readCreators(document: PackageDocument): Creator[] {
  const elements = document.metadata.filter(({ name }) => name === 'creator' || name === 'contributor')
  const ordered = elements
    .map((element, index) => ({ element, seq: displaySeq(document, element), index }))
    .sort((a, b) => a.seq - b.seq || a.index - b.index)
    .flatMap(({ element }) => toCreators(document, element))

  const creators: Creator[] = []
  const seen = new Set<string>()
  for (const creator of ordered) {
    const key = `${creator.role} ${creator.name.toLowerCase()}`
    if (seen.has(key)) continue
    seen.add(key)
    creators.push(creator)
    if (creators.length === MOST) break
  }
  return creators
}

function displaySeq(document: PackageDocument, element: MetadataElement): number {
  const seq = Number.parseInt(refinement(document, element, 'display-seq')?.text ?? '', 10)
  return Number.isFinite(seq) ? seq : Number.MAX_SAFE_INTEGER
}

function toCreators(document: PackageDocument, element: MetadataElement): Creator[] {
  const name = tidyLine(element.text, 500)
  if (!name || /^unknown$/i.test(name)) return []
  // Calibre signs the files it writes as their producer.
  if (/^calibre \(/i.test(name)) return []

  const sort = tidyLine(refinement(document, element, 'file-as')?.text ?? element.attributes['file-as'], 500)
  const role = chooseRole(document, element)
  const names = sort ? [name] : splitNames(name)
  return names.map((one) => ({ name: one, sort, role }))
}

/** Of several roles the one for which a reader looks: who wrote and annotated a book is its author. */
function chooseRole(document: PackageDocument, element: MetadataElement): CreatorRole {
  const stated = refinements(document, element, 'role').map(({ text }) => text)
  if (element.attributes.role) stated.push(element.attributes.role)
  const roles = stated.map((role) => ROLES[role.trim().toLowerCase()] ?? 'contributor')
  if (roles.length === 0) return element.name === 'creator' ? 'author' : 'contributor'
  return roles.find((role) => role === 'author') ?? roles.find((role) => role !== 'contributor') ?? 'contributor'
}

/** Several people in one element, as old tools wrote them: “A & B; C, and D”. A comma alone may belong to “Last, First”. */
function splitNames(text: string): string[] {
  if (!/ & |;|, and /.test(text)) return [text]
  const names = text
    .split(/\s+&\s+|\s*;\s*(?:and\s+)?|,\s+and\s+/)
    .map((name) => name.trim())
    .filter(Boolean)
  // “Smith & Sons” is one name: of several people each has at least two words.
  return names.length > 0 && names.every((name) => /\s/.test(name)) ? names : [text]
}
