import type { BookCard } from '@colophon/contract/web/books.ts'
import type { BookCard as Card } from '#domain/reading/book-cards.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { coverAddress } from '../cover-address.ts'

export const presentCard =
  (urlBase: string) =>
  (card: Card): BookCard => ({
    id: card.public_id,
    title: card.title,
    subtitle: card.subtitle,
    authors: card.card_json.authors ?? [],
    coverUrl: coverAddress(urlBase, card.cover),
    coverColor: card.color,
    series: card.card_json.series ?? null,
    formats: card.card_json.formats ?? [],
    progress: card.fraction,
    state: card.state ?? 'unread',
    rating: card.rating,
    isMissing: card.is_missing,
    language: card.language_code,
    publishedOn: card.publication_date,
    addedAt: wholeSeconds(card.created_at),
  })
