import { foldTitle } from '#kernel/text.ts'
import { comparePeople } from './author-identity.ts'
import { tokenSetScore } from './likeness.ts'
import type { FoundWork, MetadataProvider, ProviderCall } from './provider.ts'
import { dedupKey, splitTitle } from './title-key.ts'

/** What is known of a book that somebody has, before it is known which work it is. */
export interface WantedWork {
  title: string
  author: string
  isbn13: string | null
}

const ACCEPTED = 88
const WELL_KNOWN = 10
const MOST_QUERIES = 6

/**
 * The work of a book at a provider: by its ISBN, else by title and author in several spellings. Of two that answer alike
 * none is taken: a wrong one is worse than none.
 */
export async function findCanonicalWork(
  provider: MetadataProvider,
  wanted: WantedWork,
  call?: ProviderCall,
): Promise<FoundWork | undefined> {
  const byIsbn = wanted.isbn13 ? await provider.byIsbn?.(wanted.isbn13, call) : undefined
  if (byIsbn && scoreOf(byIsbn, wanted) >= ACCEPTED) return byIsbn
  for (const query of titleQueries(wanted)) {
    const chosen = chooseCanonical((await provider.searchBooks?.(query, call)) ?? [], wanted)
    if (chosen) return chosen
  }
  return undefined
}

const scoreOf = (work: FoundWork, { title }: Pick<WantedWork, 'title'>) =>
  tokenSetScore(foldTitle(work.title), foldTitle(title))

/** The best of several; undefined where none is good enough, or two are equally good. */
export function chooseCanonical(candidates: readonly FoundWork[], wanted: WantedWork): FoundWork | undefined {
  const good = candidates
    .filter((work) => work.authors.some((author) => comparePeople(author, { name: wanted.author }) === 'same'))
    .map((work) => ({ work, score: scoreOf(work, wanted) + (dedupKey(work.title) === dedupKey(wanted.title) ? 1 : 0) }))
    .filter(({ score }) => score >= ACCEPTED)
    .sort((one, other) => other.score - one.score || weight(other.work) - weight(one.work))
  const [best, second] = good
  if (!best) return undefined
  const isTie = second && second.score === best.score && weight(second.work) === weight(best.work)
  return isTie ? undefined : best.work
}

/** Records of a single edition are mostly doubles of one that has many. */
const weight = ({ editionCount }: FoundWork) => ((editionCount ?? 0) >= WELL_KNOWN ? 1 : 0)

/** Ways to ask for a book: as it stands, without what describes it, by its parts, and with the name the other way round. */
export function titleQueries({ title, author }: Pick<WantedWork, 'title' | 'author'>): string[] {
  const { main, rest } = splitTitle(title)
  const bare = title.replace(/\s*[([][^)\]]{0,200}[)\]]\s*$/, '')
  const turned = author.split(' ').toReversed().join(' ')
  const queries = [
    `${title} ${author}`,
    `${bare} ${author}`,
    `${main} ${author}`,
    ...(rest ? [`${rest} ${author}`] : []),
    `${bare} ${turned}`,
  ]
  return [...new Set(queries.map((query) => query.trim()))].slice(0, MOST_QUERIES)
}
