import { formatsAmong } from './formats.ts'
import { asinIn, isbnIn } from './identifiers.ts'
import { languagesAmong, languagesOfAttribute } from './languages.ts'
import { romanNumber } from './numbers.ts'
import type { Pack } from './pack.ts'
import type { ReleaseName } from './release-name.ts'
import type { PreparedBook } from './wanted-book.ts'

/** What the name of a release says besides title and author. */
export interface ParsedRelease {
  /** All that it speaks of, each once. */
  formats: string[]
  year?: number
  /** 13 digits. */
  isbn?: string
  asin?: string
  group?: string
  flags: ReleaseFlag[]
  /** ISO 639-2 codes; from words of the name and from what the indexer says. */
  languages: string[]
  /** In kbit/s. */
  bitrate?: number
  volume?: number
  pack?: Pack
}

export type ReleaseFlag = 'retail' | 'unabridged' | 'abridged' | 'dramatized' | 'virtual-voice' | 'sample'

const VOLUME = /(?:\b(?:book|bk|vol|volume|part|band|tome)[\s._]*|#)(?:(\d{1,3}(?:\.\d)?)(?!\d)|([ivx]+)\b)/i
const BITRATE = /(?<!\d)(\d{2,3}) ?k(?:bps|bit)?(?![a-z])/i
const GROUP = /\S-([\p{L}\p{N}]+)$/u
const YEAR = /^(?:19|20)\d\d$/

/**
 * Reads the name of a release. With the wanted book, words that belong to its title or author are taken for what they are:
 * the year of *1984*, the language of *The English Patient*.
 */
export function parseRelease(name: ReleaseName, wanted?: PreparedBook): ParsedRelease {
  const parsed: ParsedRelease = {
    formats: formatsAmong(name.words),
    flags: flagsOf(name.words, wanted),
    languages: languagesOf(name, wanted),
  }
  const year = yearOf(name, wanted)
  if (year !== undefined) parsed.year = year
  const isbn = isbnIn(name.title)
  if (isbn) parsed.isbn = isbn
  const asin = asinIn(name.title)
  if (asin) parsed.asin = asin
  const group = groupOf(name.title, wanted)
  if (group) parsed.group = group
  const bitrate = BITRATE.exec(name.title)?.[1]
  if (bitrate) parsed.bitrate = Number(bitrate)
  const volume = volumeIn(name.title)
  if (volume !== undefined) parsed.volume = volume
  if (name.pack) parsed.pack = name.pack
  return parsed
}

/** Who made the release, as its name says behind the last hyphen; never a word of the book, nor a format. */
export function groupOf(title: string, wanted?: PreparedBook): string | undefined {
  const group = GROUP.exec(title)?.[1]
  if (!group || /^\d+$/.test(group)) return undefined
  const word = group.toLowerCase()
  if (formatsAmong([word]).length > 0 || wanted?.isAuthorWord(word) || wanted?.isTitleWord(word)) return undefined
  return group
}

function languagesOf(name: ReleaseName, wanted: PreparedBook | undefined): string[] {
  const isOfBook = (word: string) => wanted !== undefined && (wanted.isTitleWord(word) || wanted.isAuthorWord(word))
  const named = languagesAmong(name.title, name.words, isOfBook)
  const told = languagesOfAttribute(name.language)
  return told.length === 0 ? named : [...new Set([...named, ...told])]
}

/** The year in brackets, else the last one; a number of the wanted title is no year. */
function yearOf({ title, words }: ReleaseName, wanted: PreparedBook | undefined): number | undefined {
  const years = words.filter((word) => YEAR.test(word) && !wanted?.isTitleWord(word))
  if (years.length === 0) return undefined
  return Number(years.find((year) => title.includes(`(${year})`)) ?? years.at(-1))
}

function volumeIn(title: string): number | undefined {
  const found = VOLUME.exec(title)
  if (!found) return undefined
  return found[1] === undefined ? romanNumber(found[2]?.toLowerCase() ?? '') : Number(found[1])
}

function flagsOf(words: readonly string[], wanted: PreparedBook | undefined): ReleaseFlag[] {
  const flags: ReleaseFlag[] = []
  const has = (word: string) => words.includes(word) && !wanted?.isTitleWord(word)
  const hasPair = (first: string, second: string) =>
    words.some((word, at) => word === first && words[at + 1] === second)
  if (has('retail')) flags.push('retail')
  if (has('unabridged')) flags.push('unabridged')
  else if (has('abridged')) flags.push('abridged')
  if (has('dramatized') || has('dramatised') || has('graphicaudio') || hasPair('full', 'cast')) flags.push('dramatized')
  if (hasPair('virtual', 'voice') || hasPair('ai', 'narrated') || hasPair('ai', 'voice')) flags.push('virtual-voice')
  if (has('sample') || has('preview') || has('excerpt')) flags.push('sample')
  return flags
}
