/** Words that a naming template may hold, with what they stand for; people read the sentences beside the preview. */
export const TOKENS = {
  Author: 'who wrote it, as it is read: Jane Austen',
  SortAuthor: 'the same as it is sorted: Austen, Jane',
  AuthorInitial: 'the first letter of the sorted name: A',
  Title: 'the title of the book',
  TitleNoSeries: 'the title without a series in brackets behind it',
  Subtitle: 'the subtitle',
  Year: 'the year in which it came out',
  Series: 'its first series',
  SeriesNumber: 'the place in that series',
  Narrator: 'who reads the audiobook',
  Publisher: 'the publisher',
  ISBN: 'the ISBN',
  ASIN: 'the number at Audible',
  Genre: 'its first genre',
  Lang: 'the language, in three letters',
  Quality: 'the format of the release',
  Part: 'the number of the track, audiobooks only',
  ext: 'the ending of the file',
} as const

export type Token = keyof typeof TOKENS

/** What each token stands for; absent and empty are the same. */
export type NamingValues = { readonly [Name in Token]?: string }

export const isToken = (word: string): word is Token => Object.hasOwn(TOKENS, word)
