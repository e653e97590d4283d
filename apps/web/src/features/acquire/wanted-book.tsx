import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { languageName } from '#i18n/language-name.ts'
import { releaseDay } from '#i18n/measures.ts'
import { Cover } from '#ui/cover.tsx'
import { BookEvents } from './book-events.tsx'
import { BookPanel } from './book-panel.tsx'
import type { AcquiredBook } from './book-queries.ts'

/** A book on its way here, with everything that is known of it. */
export function WantedBook({ book }: { book: AcquiredBook }) {
  const { t, i18n } = useTranslation()
  const author = book.author?.authorName ?? ''
  const facts = [
    book.releaseDate ? releaseDay(book.releaseDate, i18n.language) : null,
    book.language ? languageName(book.language, i18n.language) : null,
    book.genres.slice(0, 4).join(', '),
  ]
  return (
    <article className="grid gap-x-12 gap-y-6 md:grid-cols-[minmax(9rem,13rem)_minmax(0,1fr)]">
      <div className="md:sticky md:top-8 md:self-start">
        <Cover
          title={book.title}
          author={author}
          src={pictureAddress(book.imageUrl)}
          color={null}
          isEager
          className="mx-auto w-32 md:w-full"
        />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <header className="flex flex-col gap-1 max-md:items-center max-md:text-center">
          <h1 className="font-serif text-3xl leading-tight font-semibold wrap-anywhere md:text-4xl">{book.title}</h1>
          <p className="mt-1 text-lg">
            {book.authorId > 0 ? (
              <Link
                to="/get/authors/$authorNumber"
                params={{ authorNumber: String(book.authorId) }}
                className="underline decoration-line-strong/50 decoration-1 underline-offset-4 hover:text-accent hover:decoration-accent"
              >
                {author}
              </Link>
            ) : (
              author
            )}
          </p>
          <p className="text-[0.9375rem] text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
        </header>
        <BookPanel book={book} />
        {book.description ? (
          <section aria-label={t('acquire.about')} className="max-w-[68ch] font-serif text-[1.0625rem] leading-[1.65]">
            {book.description.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph} className="mb-3 last:mb-0">
                {paragraph}
              </p>
            ))}
          </section>
        ) : null}
        <BookEvents events={book.history} />
      </div>
    </article>
  )
}
