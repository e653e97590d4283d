import { invalid } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import { askProviders, type FailedProvider, type ProviderAnswers } from './ask-providers.ts'
import { canonicalName } from './author-identity.ts'
import { mergeWork } from './merge-works.ts'
import type { FoundAuthor, FoundWork, MetadataProvider, SourceId } from './provider.ts'
import { relevance } from './relevance.ts'
import { dedupKey } from './title-key.ts'

export interface AuthorHit extends FoundAuthor {
  /** What other providers call the same person. */
  otherIds: SourceId[]
}

export interface MetadataHits<Hit> {
  /** Best first. */
  hits: Hit[]
  failed: FailedProvider[]
  stale: ProviderAnswers<unknown>['stale']
}

const LONGEST_QUERY = 300

/**
 * Looks for people at all providers; one whom several know comes once.
 * @throws invalid for an empty query; bad-gateway where nobody answers
 */
export async function searchAuthors(
  providers: readonly MetadataProvider[],
  query: string,
  signal?: AbortSignal,
): Promise<MetadataHits<AuthorHit>> {
  const wanted = cleanQuery(query)
  const { answers, failed, stale } = await askProviders(
    providers,
    (provider, call) => provider.searchAuthors?.(wanted, call),
    signal,
  )
  const merged: AuthorHit[] = []
  for (const { provider, value } of answers) {
    // Two of one provider are two people; only others speak of the same one.
    const others = merged.filter((hit) => hit.provider !== provider)
    for (const author of value) {
      const twin = others.find(
        (hit) => isSameName(hit, author) && !hit.otherIds.some((known) => known.provider === provider),
      )
      if (twin) fillAuthor(twin, author)
      else merged.push({ ...author, otherIds: [] })
    }
  }
  const scored = merged.map((hit) => ({ hit, score: bestScore(wanted, [hit.name, ...hit.alternateNames]) }))
  return { hits: ranked(scored, ({ workCount }) => workCount ?? 0), failed, stale }
}

const isSameName = (one: FoundAuthor, other: FoundAuthor) => canonicalName(one.name) === canonicalName(other.name)

function fillAuthor(hit: AuthorHit, other: FoundAuthor): void {
  hit.otherIds.push({ provider: other.provider, foreignId: other.foreignId })
  hit.description ||= other.description
  hit.imageUrl ??= other.imageUrl
  hit.disambiguation ||= other.disambiguation
  hit.alternateNames = [...new Set([...hit.alternateNames, ...other.alternateNames])]
}

/** Another name of somebody counts a little less than the one they are listed under. */
function bestScore(query: string, [name = '', ...others]: string[]): number {
  return Math.max(relevance(query, { name }), ...others.map((other) => 0.95 * relevance(query, { name: other })))
}

/**
 * Looks for books at all providers; the same book comes once, by its ISBN or its title and author.
 * @throws invalid for an empty query; bad-gateway where nobody answers
 */
export async function searchBooks(
  providers: readonly MetadataProvider[],
  query: string,
  signal?: AbortSignal,
): Promise<MetadataHits<FoundWork>> {
  const wanted = cleanQuery(query)
  const { answers, failed, stale } = await askProviders(
    providers,
    (provider, call) => provider.searchBooks?.(wanted, call),
    signal,
  )
  const merged: FoundWork[] = []
  const known = new Map<string, number>()
  for (const work of answers.flatMap(({ value }) => value)) {
    const keys = keysOf(work)
    const at = keys.map((key) => known.get(key)).find((index) => index !== undefined)
    const twin = at === undefined ? undefined : merged[at]
    if (at !== undefined && twin) merged[at] = mergeWork(twin, work)
    else merged.push(work)
    for (const key of keys) if (!known.has(key)) known.set(key, at ?? merged.length - 1)
  }
  const scored = merged.map((hit) => {
    const author = hit.authors[0]?.name ?? ''
    return { hit, score: relevance(wanted, { name: hit.title, author }) }
  })
  return { hits: ranked(scored, ({ ratingsCount, editionCount }) => ratingsCount + (editionCount ?? 0)), failed, stale }
}

function keysOf(work: FoundWork): string[] {
  const [author] = work.authors
  const title = author ? [`title:${dedupKey(work.title)}|${canonicalName(author.name)}`] : []
  return [...title, ...work.isbns.map((isbn) => `isbn:${isbn}`)]
}

/** By score; where that does not tell, what more people know comes first. */
function ranked<Hit>(scored: { hit: Hit; score: number }[], weight: (hit: Hit) => number): Hit[] {
  return scored
    .sort((one, other) => other.score - one.score || weight(other.hit) - weight(one.hit))
    .map(({ hit }) => hit)
}

function cleanQuery(query: string): string {
  const clean = normaliseName(query)
  if (clean === '') throw invalid('search.empty', 'write what to search for')
  return clean.slice(0, LONGEST_QUERY)
}
