import type { FoundEdition } from './provider.ts'

type Numbered = Pick<FoundEdition, 'isbn13' | 'isbn10' | 'asin'>

/**
 * The edition whose numbers a book is searched by: the one that somebody selected, else the first with an ISBN.
 * @param selected undefined where nobody selected one
 */
export function chooseEdition<Edition extends Numbered>(
  editions: readonly Edition[],
  selected?: Edition,
): Edition | undefined {
  return selected ?? editions.find(({ isbn13, isbn10 }) => isbn13 !== null || isbn10 !== null)
}
