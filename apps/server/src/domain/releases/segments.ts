import { foldedWords } from '#kernel/text.ts'
import { isFormat } from './formats.ts'
import { isLanguageWord } from './languages.ts'
import { volumeOfWord } from './numbers.ts'
import { groupOf } from './parse-release.ts'
import type { PreparedBook, TitleForm } from './wanted-book.ts'
import { endOfRow, findWord } from './word-pattern.ts'
import { isEditionWord, isFileWord, isSeriesMarker, isStopWord } from './words.ts'

const BORDERS = / [-–—] |[[\](){}/|:]/
const BORDERS_AND_BY = / [-–—] |[[\](){}/|:]| (?:(?:read|narrated|performed|written) +)?by /i
const NUMBER = /^\d+(?:k|kbps|kbit|st|nd|rd|th)?$/
const ASIN = /^b(?=[a-z]*\d)[a-z0-9]{9}$/

/**
 * Whether a part of the name, between its separators, is the title and nothing else but author, numbers and words about
 * the file. That tells *Dune* from *Dune Messiah*.
 */
export function hasTitleSegment(name: string, wanted: PreparedBook): boolean {
  return segmentsOf(name, wanted).some((segment) => isTitle(foldedWords(segment), wanted))
}

/** Whether a text is the title, or what stands in front of its subtitle, with nothing but harmless words around it. */
export const isTitle = (words: readonly string[], wanted: PreparedBook): boolean =>
  wanted.forms.some((form) => holdsOnly(form, words, wanted))

function segmentsOf(name: string, wanted: PreparedBook): string[] {
  const group = groupOf(name, wanted)
  const bare = group === undefined ? name : name.slice(0, -group.length - 1)
  return bare.replace(/[._]/g, ' ').split(wanted.saysBy ? BORDERS : BORDERS_AND_BY)
}

function holdsOnly(form: TitleForm, words: readonly string[], wanted: PreparedBook): boolean {
  for (const title of [form.words, form.content, form.withoutNumber]) {
    const first = title[0]
    if (!first) continue
    for (let at = findWord(first, words); at >= 0; at = findWord(first, words, at + 1)) {
      const end = endOfRow(title, words, at)
      if (end > at && saysNothing(words, 0, at, wanted) && saysNothing(words, end, words.length, wanted)) return true
    }
  }
  return false
}

function saysNothing(words: readonly string[], from: number, to: number, wanted: PreparedBook): boolean {
  for (let at = from; at < to; at++) if (!isPadding(words[at] as string, wanted)) return false
  return true
}

const isPadding = (word: string, wanted: PreparedBook): boolean =>
  isStopWord(word) ||
  isFormat(word) ||
  isFileWord(word) ||
  isEditionWord(word) ||
  isSeriesMarker(word) ||
  isLanguageWord(word) ||
  wanted.isAuthorWord(word) ||
  NUMBER.test(word) ||
  (wanted.number !== undefined && volumeOfWord(word) === wanted.number) ||
  ASIN.test(word)
