import { foldWords } from '#kernel/text.ts'

const NAMED_AUTHOR = 0.05

/**
 * How well a hit answers a search, from 0 to about 1: equal, one begins the other, one within the other, all words, some
 * words; a little more where the search names the author too.
 */
export function relevance(query: string, hit: { name: string; author?: string }): number {
  const wanted = foldWords(query)
  const name = foldWords(hit.name)
  const author = foldWords(hit.author ?? '')
  const isNamed = author !== '' && author.split(' ').some((word) => word.length > 2 && wanted.split(' ').includes(word))
  return likeness(wanted, name) + (isNamed ? NAMED_AUTHOR : 0)
}

function likeness(wanted: string, name: string): number {
  if (wanted === '' || name === '') return 0
  if (wanted === name) return 1
  const lengths = Math.min(wanted.length, name.length) / Math.max(wanted.length, name.length)
  if (name.startsWith(wanted) || wanted.startsWith(name)) return 0.9 + 0.05 * lengths
  if (name.includes(wanted) || wanted.includes(name)) return 0.7 + 0.1 * lengths
  const words = new Set(wanted.split(' '))
  const theirs = new Set(name.split(' '))
  const found = [...words].filter((word) => theirs.has(word)).length
  if (found === words.size) return 0.45 + 0.15 * lengths
  return 0.3 * (found / words.size)
}
