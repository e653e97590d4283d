import { listBooks } from '@colophon/contract/acquisition/book.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ACQUISITION } from '#api/acquisition.ts'
import { type AnswerOf, call } from '#api/call.ts'
import { type Month, monthAfter } from './month.ts'

export type DatedBook = AnswerOf<typeof listBooks>['items'][number]

/** The most that the server gives at once; a month of one household has less. */
const MOST = 500

/** Books that come out in a month, by day. */
export const releasesIn = (month: Month, isAll: boolean) =>
  queryOptions({
    queryKey: [ACQUISITION, 'calendar', month, isAll],
    queryFn: async ({ signal }) => {
      const query = {
        releaseFrom: `${month}-01`,
        releaseBefore: `${monthAfter(month, 1)}-01`,
        sort: 'date-old',
        limit: String(MOST),
        ...(isAll ? {} : { monitored: 'true' }),
      }
      return (await call(listBooks, { query }, { signal })).items
    },
    placeholderData: keepPreviousData,
  })

export const dayOf = ({ releaseDate }: DatedBook): string => releaseDate?.slice(0, 10) ?? ''

/** Whether it is here, wanted, or neither: what its colour says. */
export function standingOf(book: DatedBook): 'have' | 'wanted' | 'unwanted' {
  if (book.ebookFilePath !== '' || book.audiobookFilePath !== '') return 'have'
  return book.monitored && book.status !== 'skipped' ? 'wanted' : 'unwanted'
}
