import { foldedWords } from '#kernel/text.ts'
import { type Pack, packIn } from './pack.ts'

/** What an indexer says of a release that helps to know its book. */
export interface NamedRelease {
  title: string
  /** As the indexer has them in fields of their own. */
  author?: string | undefined
  bookTitle?: string | undefined
  language?: string | undefined
}

/** A name cut into words once, for everything that looks at it. */
export interface ReleaseName extends NamedRelease {
  words: readonly string[]
  pack: Pack | undefined
}

export function readName(release: NamedRelease): ReleaseName {
  const words = foldedWords(release.title)
  return {
    title: release.title,
    author: release.author,
    bookTitle: release.bookTitle,
    language: release.language,
    words,
    pack: packIn(release.title, words),
  }
}
