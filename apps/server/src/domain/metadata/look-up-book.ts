import { hasRightCheckDigit, toIsbn13 } from '@colophon/formats/isbn.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { askProviders, type ProviderAnswers } from './ask-providers.ts'
import { mergeWork } from './merge-works.ts'
import type { FoundWork, MetadataProvider } from './provider.ts'

export interface LookedUp extends Pick<ProviderAnswers<unknown>, 'failed' | 'stale'> {
  work: FoundWork
}

/**
 * The book of an ISBN, in either form and with hyphens or blanks; the first provider that knows it decides, the others
 * fill in.
 * @throws invalid for what is no ISBN; not-found; bad-gateway where nobody answers
 */
export async function lookUpByIsbn(
  providers: readonly MetadataProvider[],
  isbn: string,
  signal?: AbortSignal,
): Promise<LookedUp> {
  const isbn13 = toIsbn13(isbn)
  if (!isbn13) throw invalid('isbn.form', 'this is no ISBN; it has 10 or 13 digits')
  if (!hasRightCheckDigit(isbn))
    throw invalid('isbn.check-digit', 'this ISBN has a mistake in it; look at its digits again')
  const found = await askProviders(providers, (provider, call) => provider.byIsbn?.(isbn13, call), signal)
  return together(found, isbn13)
}

/**
 * The audiobook of an ASIN.
 * @throws invalid for what is no ASIN; not-found; bad-gateway where nobody answers
 */
export async function lookUpByAsin(
  providers: readonly MetadataProvider[],
  asin: string,
  signal?: AbortSignal,
): Promise<LookedUp> {
  const clean = asin.trim().toUpperCase()
  if (!/^[A-Z0-9]{10}$/.test(clean)) throw invalid('asin.form', 'this is no ASIN; it has 10 letters and digits')
  const found = await askProviders(providers, (provider, call) => provider.byAsin?.(clean, call), signal)
  const { work, ...rest } = together(found, clean)
  return { ...rest, work: { ...work, mediaType: 'audiobook', asin: clean } }
}

function together({ answers, failed, stale }: ProviderAnswers<FoundWork | undefined>, asked: string): LookedUp {
  const [first, ...others] = answers.flatMap(({ value }) => value ?? [])
  if (!first) throw notFound('book', asked)
  return { work: others.reduce(mergeWork, first), failed, stale }
}
