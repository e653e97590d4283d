import type { BookPage } from '@colophon/contract/web/books.ts'
import { listBookCards } from '@colophon/contract/web/books.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { coverAddress } from '#api/cover-address.ts'
import { Cover } from '#ui/cover.tsx'

const MOST = 8

/** Other books of the same author. */
export function Similar({ book }: { book: BookPage }) {
  const { t } = useTranslation()
  const author = book.creators.find(({ role }) => role === 'author')
  const { data } = useQuery({
    queryKey: ['books', 'similar', author?.id],
    queryFn: ({ signal }) =>
      call(
        listBookCards,
        { query: { author: author?.id ?? '', sort: 'published', direction: 'desc', limit: MOST } },
        { signal },
      ),
    enabled: author !== undefined,
  })
  const others = data?.items.filter(({ id }) => id !== book.id) ?? []
  if (!author || others.length === 0) return null
  return (
    <section aria-labelledby="similar" className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="similar" className="font-serif text-lg font-semibold">
          {t('name.similar', { name: author.name })}
        </h2>
        <Link
          to="/authors/$authorId"
          params={{ authorId: author.id }}
          className="shrink-0 text-sm font-medium text-accent hover:underline"
        >
          {t('ui.showMore')}
        </Link>
      </div>
      <ul className="flex snap-x gap-4 overflow-x-auto pb-3">
        {others.map((other) => (
          <li key={other.id} className="w-28 shrink-0 snap-start">
            <Link to="/books/$bookId" params={{ bookId: other.id }} className="group block">
              <Cover
                title={other.title}
                author={other.authors.join(', ')}
                src={coverAddress(other.coverUrl, 'small')}
                color={other.coverColor}
                className="w-full"
              />
              <span className="mt-2 line-clamp-2 font-serif text-sm leading-snug font-semibold group-hover:text-accent">
                {other.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
