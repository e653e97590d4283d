import { dedupKey } from '#domain/metadata/title-key.ts'
import { foldWords } from '#kernel/text.ts'

/** Books about a book, and what is made of it: not the book. */
const NOISE_IN_TITLE = [
  'summary and analysis',
  'summary analysis',
  'summary of',
  'study guide',
  'readers guide',
  'reader s guide',
  'reading guide',
  'teachers guide',
  'teacher s guide',
  'cliffsnotes',
  'cliffs notes',
  'sparknotes',
  'supersummary',
  'instaread',
  'workbook',
  'audio cd',
]

const NOISE_IN_SUBJECT = [
  'study guides',
  'study and teaching',
  'literary criticism',
  'criticism and interpretation',
  'cliffsnotes',
  'sparknotes',
  'motion picture adaptations',
  'film adaptations',
  'television adaptations',
  'screenplays',
  'history and criticism',
]

/** Whole words, so that what only contains the letters is no noise. */
const holds = (text: string, phrases: readonly string[]) =>
  phrases.some((phrase) => ` ${text} `.includes(` ${phrase} `))

export const isNoiseTitle = (title: string): boolean => holds(foldWords(title), NOISE_IN_TITLE)

export const isNoiseSubject = (subject: string): boolean => holds(foldWords(subject), NOISE_IN_SUBJECT)

/** `Tolkien, J. R. R. (John Ronald Reuel), 1892-1973` as a subject: the book is about its author. */
export function isAboutAuthor(subjects: readonly string[], authorName: string): boolean {
  const surname = foldWords(
    authorName.includes(',') ? (authorName.split(',')[0] ?? '') : (authorName.split(' ').at(-1) ?? ''),
  )
  if (surname === '') return false
  return subjects.some((subject) => {
    const comma = subject.indexOf(',')
    return comma > 0 && foldWords(subject.slice(0, comma)) === surname && /(?<!\d)\d{4}-/.test(subject)
  })
}

const SET_WORDS =
  /\bbox(?:ed)?[\s-]sets?\b|\bboxset\b|\(boxed\)|\bcollection set\b|\b(?:collection|carton) of (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b|\bbooks? \d+\s?(?:[-–—&]|to|through)\s?\d+\b|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)[\s-]books? (?:set|collection|bundle)\b/i

/** Whether a title names several works in one. */
export function isSet(title: string): boolean {
  if (SET_WORDS.test(title)) return true
  // A book may be called so; what is one says so behind its title.
  if (/.\bomnibus\b/i.test(title.trim())) return true
  if (title.split(' / ').length > 2) return true
  const bracket = /[([]([^)\]]{1,300})[)\]]/.exec(title)?.[1]
  if (!bracket?.includes('/')) return false
  return bracket.includes(' / ') || /collection|set|boxed/i.test(bracket)
}

const NUMBER = String.raw`(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)`
const FRAGMENT = new RegExp(
  String.raw`^(.{1,400}?)[\s,:;([\u2013-]+(?:part ${NUMBER}(?: of ${NUMBER})?|(?:book|volume|vol\.?) ${NUMBER} of ${NUMBER}|\d{1,3}\s?\/\s?(?:\d{1,3}|\?))[)\]]?$`,
  'i',
)

/** The key of the work that a title is a part of; undefined where it is none: `Dune, Part One` is a part of `Dune`. */
export function fragmentOf(title: string): string | undefined {
  const whole = FRAGMENT.exec(title.trim())?.[1]
  return whole ? dedupKey(whole) : undefined
}

const TECHNICAL =
  /\b(?:computer (?:networks?|programming|science)|networking|programming languages?|software (?:engineering|development)|java|javascript|python|tcp ip|internet protocols?|operating systems?|database management|web (?:sites?|servers?))\b/
const FICTION = /\b(?:fiction|novels?|fantasy|thrillers?|romance|mystery|horror|short stories)\b/
const FEWEST_TECHNICAL = 2
const FEWEST_FICTION = 3
const SMALLEST_CATALOGUE = 4

/** Finds the technical books of a namesake among the works of somebody who writes fiction. */
export function technicalOutliers(
  catalogue: readonly { subjects: readonly string[] }[],
): (work: { subjects: readonly string[] }) => boolean {
  const count = (subjects: readonly string[], pattern: RegExp) =>
    subjects.filter((subject) => pattern.test(foldWords(subject))).length
  const fictional = catalogue.filter(({ subjects }) => count(subjects, FICTION) > 0).length
  if (catalogue.length < SMALLEST_CATALOGUE || fictional < FEWEST_FICTION) return () => false
  return ({ subjects }) => count(subjects, TECHNICAL) >= FEWEST_TECHNICAL && count(subjects, FICTION) === 0
}
