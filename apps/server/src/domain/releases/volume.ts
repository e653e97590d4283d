import { romanNumber, volumeOfDigits, volumeOfWord } from './numbers.ts'
import type { PreparedBook, TitleForm } from './wanted-book.ts'
import { findWord, standAt } from './word-pattern.ts'
import { isSeriesMarker } from './words.ts'

/** What a number in front of it counts, so that it is no volume. */
const UNITS = new Set('of k kbps kbit hours hrs hour cd cds disc discs'.split(' '))

/** A release of another volume than the wanted one. */
export interface WrongVolume {
  /** Undefined where the release says no volume, but the wanted title does. */
  volume: number | undefined
  wanted: number
}

/**
 * The volume that a release says behind the title, where it is not the wanted one. A title without a number stands for its
 * place in the series, and for the first volume where that is not known.
 */
export function wrongVolume(wanted: PreparedBook, words: readonly string[]): WrongVolume | undefined {
  const { number } = wanted
  const position = wanted.book.seriesPosition
  for (const form of wanted.forms) {
    for (const volume of volumesAfter(form, words)) {
      if (number !== undefined && volume !== number) return { volume, wanted: number }
      if (number === undefined && volume !== (position ?? 1) && volume !== Math.floor(position ?? 1)) {
        return { volume, wanted: position ?? 1 }
      }
    }
  }
  const saysNumber = (word: string) => volumeOfDigits(word) === number || romanNumber(word) === number
  if (number !== undefined && !words.some(saysNumber)) return { volume: undefined, wanted: number }
  return undefined
}

function volumesAfter(form: TitleForm, words: readonly string[]): number[] {
  const title = form.withoutNumber
  const [first] = title
  if (!first) return []
  const volumes: number[] = []
  for (let start = findWord(first, words); start >= 0; start = findWord(first, words, start + 1)) {
    if (!standAt(title, words, start)) continue
    const volume = volumeAt(words, start + title.length)
    if (volume !== undefined) volumes.push(volume)
  }
  return volumes
}

function volumeAt(words: readonly string[], at: number): number | undefined {
  const isMarked = isSeriesMarker(words[at] ?? '')
  const place = isMarked ? at + 1 : at
  const word = words[place] ?? ''
  if (UNITS.has(words[place + 1] ?? '')) return undefined
  return isMarked ? (volumeOfDigits(word) ?? romanNumber(word)) : volumeOfWord(word)
}
