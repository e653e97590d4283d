import { comparePeople, type Named } from '#domain/metadata/author-identity.ts'
import type { FoundPerson, SourceId } from '#domain/metadata/provider.ts'
import { isPlaceholder } from '#domain/metadata/source-ids.ts'
import { conflict } from '#kernel/errors.ts'

/** Hits of a search that an author may be linked to: those that are not attached to somebody already. */
export function relinkCandidates<Hit extends SourceId & { otherIds: readonly SourceId[] }>(
  hits: readonly Hit[],
  attached: ReadonlySet<string>,
): Hit[] {
  return hits.filter((hit) => ![hit, ...hit.otherIds].some(({ foreignId }) => attached.has(foreignId)))
}

/**
 * The person that an author is linked to without anybody choosing: only one who is a placeholder so far, and only where
 * exactly one hit has the same name.
 */
export function chooseRelink<Hit extends SourceId & { name: string }>(
  author: Named & { foreignId: string },
  candidates: readonly Hit[],
): Hit | undefined {
  if (!isPlaceholder(author.foreignId)) return undefined
  const same = candidates.filter(({ name }) => comparePeople(author, { name }) === 'same')
  return same.length === 1 ? same[0] : undefined
}

/**
 * Whether a book may become another work.
 * @throws conflict where the work is by other people, and nobody said that it is meant
 */
export function checkRebind(
  author: Named,
  work: { title: string; authors: readonly FoundPerson[] },
  { force }: { force: boolean },
): void {
  const isBySame = work.authors.some((person) => comparePeople(author, person) === 'same')
  if (force || isBySame || work.authors.length === 0) return
  const names = work.authors.map(({ name }) => name).join(', ')
  throw conflict('book.other-author', `${work.title} is by ${names} and not by ${author.name}; force it if it is meant`)
}
