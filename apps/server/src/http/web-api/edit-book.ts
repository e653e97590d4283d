import * as contract from '@colophon/contract/web/edit-book.ts'
import type { FastifyInstance } from 'fastify'
import { bookKeyOrThrow, findBookOrThrow } from '#domain/catalog/book-store.ts'
import { type EditableBook, identifiersOf, readEditable, versionOf } from '#domain/catalog/edit-form.ts'
import { reviseBook, unlockFields } from '#domain/catalog/revise-book.ts'
import { searchAuthors, searchSeries, searchTags } from '#domain/catalog/search-names.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { type ChangeCoverDeps, type CoverSource, changeCover, coverChoices } from '#domain/metadata/change-cover.ts'
import { coverAddress } from '../cover-address.ts'
import { decodeDataUrl } from '../data-url.ts'
import { route } from '../route.ts'
import type { WebBookDeps } from './web-book-deps.ts'

const MOST_NAMES = 12

/** Editing of a book by a person. */
export function webEditRoutes(app: FastifyInstance, deps: WebBookDeps & ChangeCoverDeps & { audit: Audit }): void {
  const { db, dialect, audit, http } = deps
  const note = (by: Principal, bookId: string, title: string) =>
    audit({ by, action: 'book.updated', entityType: 'book', entityId: bookId, metadata: { title } })

  route(app, contract.readEditForm, async ({ params }) => presentForm(await readEditable(db, dialect, params.bookId)))

  route(app, contract.reviseBook, async ({ params, body, principal }) => {
    const { version, values } = body
    const input = { publicId: params.bookId, version, revision: values, userId: principal.userId }
    const saved = await reviseBook(deps, input)
    if (saved.changeId !== null) await note(principal, params.bookId, values.title.trim())
    return saved
  })

  route(app, contract.unlockFields, ({ params, principal }) =>
    unlockFields(deps, { publicId: params.bookId, userId: principal.userId }),
  )

  route(app, contract.listCoverChoices, async ({ params }) => {
    const { cover } = await findBookOrThrow(db, params.bookId)
    const choices = await coverChoices(db, await bookKeyOrThrow(db, params.bookId))
    return choices.map(({ hash, color, file_name }) => ({
      id: hash,
      url: coverAddress(http.urlBase, `cover:${hash}`) ?? '',
      color,
      fileName: file_name,
      isCurrent: cover === `cover:${hash}`,
    }))
  })

  route(app, contract.changeCover, async ({ params, body, principal }) => {
    const source: CoverSource = body.from === 'picture' ? { from: 'picture', bytes: decodeDataUrl(body.dataUrl) } : body
    const { title } = await findBookOrThrow(db, params.bookId)
    const saved = await changeCover(deps, { publicId: params.bookId, source, userId: principal.userId })
    if (saved.changeId !== null) await note(principal, params.bookId, title)
    return saved
  })

  const search = { author: searchAuthors, series: searchSeries, tag: searchTags }
  route(app, contract.findNames, async ({ query }) =>
    (await search[query.kind](db, query.q, MOST_NAMES)).map(({ public_id, name }) => ({ id: public_id, name })),
  )
}

function presentForm({ state, libraries }: EditableBook): contract.EditForm {
  const isListed = new Set(state.libraries.map(({ id }) => id))
  return {
    values: {
      title: state.title,
      subtitle: state.subtitle,
      sortTitle: state.given_sort_title,
      creators: state.creators.map(({ name, role }) => ({ name, role })),
      series: state.series.map(({ name, position }) => ({ name, position })),
      tags: state.tags.map(({ name }) => name),
      genres: state.genres_json,
      publisher: state.publisher,
      publishedOn: state.publication_date,
      language: state.language,
      identifiers: identifiersOf(state),
      description: state.description,
      libraryIds: libraries.filter(({ id }) => isListed.has(id)).map(({ public_id }) => public_id),
    },
    version: versionOf(state),
    locked: [...new Set(state.locked_fields.map((lock) => FIELDS[lock] ?? lock))],
    libraries: libraries.map(({ public_id, name, holdsFiles }) => ({ id: public_id, name, holdsFiles })),
  }
}

/** Names of locks, where the form calls the field otherwise. */
const FIELDS: Record<string, string> = {
  releaseDate: 'publishedOn',
  ...Object.fromEntries(
    ['isbn10', 'isbn13', 'asin', 'goodreads_id', 'hardcover_id', 'google_books_id'].map((name) => [
      name,
      'identifiers',
    ]),
  ),
}
