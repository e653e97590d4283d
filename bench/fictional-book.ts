import { mix, random } from './random.ts'
import { authorName, capitalised, someWord, vocabulary } from './words.ts'

export interface FictionalBook {
  title: string
  subtitle: string | null
  /** Numbers of the authors, see `authorName`; the first is the main one. */
  authors: number[]
  series: { number: number; position: number } | null
  language: string
  description: string
  isbn13: string
  publisher: string
  date: string
  /** Numbers into `tagNames`. */
  tags: number[]
}

export const tagNames = (
  'Fiction,History,Science,Fantasy,Mystery,Romance,Travel,Poetry,Essays,Children,Classics,Biography,Philosophy,Art,' +
  'Cooking,Nature,Politics,Music,Horror,Adventure,Short stories,Humour,Religion,Economics,Computers'
).split(',')

const publishers = ['Harbour', 'Nordlicht', 'Folio & Sons', 'Éditions du Pont', 'Small Hours', 'Meridian', 'Oak Street']
const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'de', 'fr', 'es']
const BOOKS_OF_A_SERIES = 5

/** How many authors write `count` books; some books have two. */
export const authorCount = (count: number) => Math.max(1, Math.ceil(count / 4))
export const seriesName = (number: number) => {
  const dice = random(mix(number) ^ 0x5e71)
  return `${capitalised(someWord(dice))} ${capitalised(vocabulary[(number * 31 + 500) % vocabulary.length] ?? '')}`
}

/** Book `number` of a library of `count`: always the same one, and unlike every other. */
export function fictionalBook(number: number, count: number): FictionalBook {
  const dice = random(number)
  const block = Math.floor(number / BOOKS_OF_A_SERIES)
  const inSeries = mix(block) % 100 < 35
  const author = (inSeries ? mix(block + 7) : mix(number + 11)) % authorCount(count)
  const second = dice.below(10) === 0 ? dice.below(authorCount(count)) : author
  const language = languages[mix(author) % languages.length] ?? 'en'
  return {
    title: titleOf(number, language),
    subtitle: dice.below(5) === 0 ? sentence(random(number + 3), 4) : null,
    authors: second === author ? [author] : [author, second],
    series: inSeries ? { number: block, position: (number % BOOKS_OF_A_SERIES) + 1 } : null,
    language,
    description: `${sentence(dice, 24)}. ${sentence(dice, 20)}. ${sentence(dice, 16)}.`,
    isbn13: isbn13(number),
    publisher: dice.pick(publishers),
    date: `${1950 + dice.below(75)}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`,
    tags: [...new Set([dice.below(tagNames.length), dice.below(tagNames.length)])],
  }
}

/** The last word steps through the whole vocabulary, so titles of one author never meet by chance. */
function titleOf(number: number, language: string): string {
  const dice = random(number + 5)
  const own = capitalised(vocabulary[(number * 7_919) % vocabulary.length] ?? '')
  const words = Array.from({ length: 1 + dice.below(3) }, () => capitalised(someWord(dice, 4_000, 1)))
  const start = language === 'en' && dice.below(3) === 0 ? 'The ' : ''
  return `${start}${words.join(' ')} of ${own}`
}

function sentence(dice: ReturnType<typeof random>, words: number): string {
  return capitalised(Array.from({ length: words }, () => someWord(dice, vocabulary.length)).join(' '))
}

function isbn13(number: number): string {
  const body = `979${String(number).padStart(9, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

const two = (n: number) => String(n).padStart(2, '0')
export const namesOf = (book: FictionalBook) => book.authors.map(authorName)
