import { listBookCards } from '@colophon/contract/web/books.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { coverAddress } from '#api/cover-address.ts'
import { Cover } from '#ui/cover.tsx'

const SHOWN = 18

/** The first books of a library, as a wall that fills while a scan runs and then stands still. */
export function ArrivingBooks() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['books', 'arriving'],
    queryFn: ({ signal }) =>
      call(listBookCards, { query: { sort: 'added', direction: 'asc', limit: SHOWN } }, { signal }),
  })
  const books = data?.items ?? []
  if (books.length === 0) return null
  return (
    <ul aria-label={t('setup.arriving')} className="grid grid-cols-4 gap-3 sm:grid-cols-6 sm:gap-4">
      {books.map((book) => (
        <li key={book.id} className="animate-[appear_300ms_both]">
          <Link to="/books/$bookId" params={{ bookId: book.id }} className="block">
            <span className="sr-only">{book.title}</span>
            <Cover
              title={book.title}
              author={book.authors[0]}
              src={coverAddress(book.coverUrl, 'small')}
              color={book.coverColor}
            />
          </Link>
        </li>
      ))}
    </ul>
  )
}
