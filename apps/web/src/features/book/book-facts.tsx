import type { BookPage } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inTime } from '#i18n/in-time.ts'
import { languageName } from '#i18n/language-name.ts'
import { moment, plainDate } from '#i18n/measures.ts'

/** What a library card would say. */
export function BookFacts({ book }: { book: BookPage }) {
  const { t, i18n } = useTranslation()
  const facts: [string, ReactNode][] = []
  const add = (name: string, value: ReactNode) => {
    if (value) facts.push([name, value])
  }
  add(t('fact.published'), book.publishedOn ? plainDate(book.publishedOn, i18n.language) : null)
  add(t('fact.publisher'), book.publisher)
  add(t('fact.language'), book.language ? languageName(book.language, i18n.language) : null)
  add(t('fact.pages'), book.pageCount?.toLocaleString(i18n.language))
  add(t('fact.duration'), book.durationSeconds ? inTime(t, book.durationSeconds) : null)
  add(
    t('fact.library', { count: book.libraries.length }),
    book.libraries.length > 0 ? book.libraries.map(({ name }) => name).join(', ') : null,
  )
  for (const { scheme, value } of tellingIdentifiers(book)) add(schemeName(scheme), <Identifier value={value} />)
  add(t('fact.added'), moment(book.addedAt, i18n.language))
  const words = [...new Set([...book.genres, ...book.tags.map(({ name }) => name)])]
  const tagOf = new Map(book.tags.map(({ id, name }) => [name, id]))
  return (
    <section aria-labelledby="facts" className="flex flex-col gap-4">
      <h2 id="facts" className="font-serif text-lg font-semibold">
        {t('fact.heading')}
      </h2>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-6 sm:grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] sm:gap-x-8 gap-y-4">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-sm text-ink-faint">{name}</dt>
            <dd className="text-[0.9375rem]">{value}</dd>
          </div>
        ))}
      </dl>
      {words.length > 0 ? (
        <ul aria-label={t('fact.subjects')} className="flex flex-wrap gap-2">
          {words.map((word) => (
            <li key={word} className="rounded-full bg-sunken px-3 py-1 text-sm text-ink-soft">
              {tagOf.has(word) ? (
                <Link to="/books" search={{ tag: tagOf.get(word) }} className="hover:text-accent">
                  {word}
                </Link>
              ) : (
                word
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** Identifiers that mean something outside the file that they stand in; a UUID does not. */
const tellingIdentifiers = ({ identifiers }: BookPage) =>
  identifiers.filter(({ value }) => !/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.test(value))

function Identifier({ value }: { value: string }) {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return <span className="break-all">{value}</span>
  const { hostname } = new URL(value)
  return (
    <a
      href={value}
      title={value}
      target="_blank"
      rel="noopener noreferrer"
      className="break-all underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
    >
      {hostname.replace(/^www\./, '')}
    </a>
  )
}

const schemes: Record<string, string> = {
  isbn: 'ISBN',
  isbn10: 'ISBN-10',
  isbn13: 'ISBN-13',
  asin: 'ASIN',
  doi: 'DOI',
  uri: 'Web',
  url: 'Web',
  issn: 'ISSN',
  uuid: 'UUID',
  goodreads: 'Goodreads',
  hardcover: 'Hardcover',
  google: 'Google Books',
  openlibrary: 'Open Library',
}

const schemeName = (scheme: string) => schemes[scheme.toLowerCase()] ?? scheme
