import { describe, expect, it } from 'vitest'
import { contradicts, isAlike, type MatchFacts, stemKey, workKey } from './match-keys.ts'

const by = (title: string, ...names: string[]) => ({
  title,
  creators: names.map((name) => ({ name, sort: null, role: 'author' as const })),
})

describe('keys by which files of one work find each other', () => {
  it.each([
    ['H. G. Wells', 'Wells, H. G.'],
    ['Émile Zola', 'Emile Zola'],
    ['JANE AUSTEN', 'Jane Austen'],
  ])('the author %s is the author %s', (one, other) => {
    expect(workKey(by('The Time Machine', one))).toBe(workKey(by('Time Machine', other)))
  })

  it('a title without an author is no key: too many books are called “Poems”', () => {
    expect(workKey(by('Poems'))).toBeNull()
  })

  it('another volume has another key', () => {
    expect(workKey(by('Saga, Vol. 1', 'A B'))).not.toBe(workKey(by('Saga, Vol. 2', 'A B')))
  })

  it('formats in one folder share the file name, whatever its case and double endings', () => {
    expect(stemKey('/b/Emma/emma.kepub.epub')).toBe(stemKey('/b/Emma/Emma.PDF'))
    expect(stemKey('/b/Emma/emma.epub')).not.toBe(stemKey('/b/Other/emma.epub'))
  })
})

describe('what speaks against one work', () => {
  const facts = (languageCode: string | null, positions: [string, string | null][] = []): MatchFacts => ({
    title: '',
    author: '',
    languageCode,
    positions: new Map(positions),
  })

  it.each([
    ['two languages', facts('eng'), facts('deu'), true],
    ['an unknown language', facts('eng'), facts(null), false],
    ['two volumes of a series', facts(null, [['saga', '1']]), facts(null, [['saga', '2']]), true],
    ['the same volume written differently', facts(null, [['saga', '1']]), facts(null, [['saga', '1.0']]), false],
    ['a volume that one does not name', facts(null, [['saga', '1']]), facts(null, [['saga', null]]), false],
  ])('%s', (_, one, other, expected) => {
    expect(contradicts(one, other)).toBe(expected)
    expect(contradicts(other, one)).toBe(expected)
  })
})

describe('what an ISBN alone does not prove', () => {
  const facts = (title: string, author: string): MatchFacts => ({
    title,
    author,
    languageCode: null,
    positions: new Map(),
  })

  it.each([
    ['the same author', facts('dune', 'frank herbert'), facts('der wustenplanet', 'frank herbert'), true],
    ['a longer form of the title', facts('dune', ''), facts('dune illustrated edition', ''), true],
    ['another book under a copied number', facts('dune', 'frank herbert'), facts('emma', 'jane austen'), false],
    ['only small words in common', facts('the war of', 'a'), facts('the end of', 'b'), false],
  ])('%s', (_, one, other, expected) => {
    expect(isAlike(one, other)).toBe(expected)
  })
})
