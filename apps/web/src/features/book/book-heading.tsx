import type { BookPage } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

type Creator = BookPage['creators'][number]

/** Series, title and people: who wrote it first, then whoever else had a hand in it. */
export function BookHeading({ book }: { book: BookPage }) {
  const { t } = useTranslation()
  const authors = book.creators.filter(({ role }) => role === 'author')
  const others = [...roles, 'contributor' as const]
    .map((role) => ({ role, people: book.creators.filter((creator) => knownRole(creator.role) === role) }))
    .filter(({ people }) => people.length > 0)
  const [series] = book.series
  return (
    <header className="flex flex-col gap-2 max-md:items-center max-md:text-center">
      {series ? (
        <p className="text-sm font-medium text-accent">
          <Link to="/series/$seriesId" params={{ seriesId: series.id }} className="hover:underline">
            {series.position ? t('book.volume', { position: series.position, series: series.name }) : series.name}
          </Link>
        </p>
      ) : null}
      <h1 className="font-serif text-3xl leading-tight font-semibold md:text-4xl md:leading-[1.15]">{book.title}</h1>
      {book.subtitle ? <p className="font-serif text-xl text-ink-soft">{book.subtitle}</p> : null}
      {authors.length > 0 ? (
        <p className="mt-1 text-lg">
          <People people={authors} />
        </p>
      ) : null}
      {others.map(({ role, people }) => (
        <p key={role} className="text-[0.9375rem] text-ink-soft">
          {t(`role.${role}`)} <People people={people} />
        </p>
      ))}
    </header>
  )
}

function People({ people }: { people: Creator[] }) {
  return people.map((person, index) => (
    <span key={`${person.id}-${person.role}`}>
      {index > 0 ? ', ' : null}
      <Link
        to="/authors/$authorId"
        params={{ authorId: person.id }}
        className="underline decoration-line-strong/50 decoration-1 underline-offset-4 hover:text-accent hover:decoration-accent"
      >
        {person.name}
      </Link>
    </span>
  ))
}

const roles = ['translator', 'narrator', 'illustrator', 'editor'] as const

function knownRole(role: string): (typeof roles)[number] | 'author' | 'contributor' {
  return role === 'author' ? 'author' : (roles.find((known) => known === role) ?? 'contributor')
}
