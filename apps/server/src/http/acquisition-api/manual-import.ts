import * as contract from '@colophon/contract/acquisition/manual-import.ts'
import type { FastifyInstance } from 'fastify'
import type { ImportDeps } from '#domain/importing/import-deps.ts'
import type { Inspected } from '#domain/importing/inspect-units.ts'
import {
  importBatch,
  importByHand,
  lookUpPath,
  matchDownload,
  reassignFile,
  scanForImport,
} from '#domain/importing/manual-import.ts'
import { withParts } from '#domain/monitoring/acquired-books.ts'
import { imageAddress } from '../image-address.ts'
import { presentBook } from './present-book.ts'
import { presentImport } from './present-import.ts'
import { acquisitionRoute as route } from './route.ts'

export type ManualImportDeps = ImportDeps & { http: { urlBase: string } }

const PATIENCE_MS = 100_000

/** Importing by hand (acquisition contract 4.15). */
export function manualImportRoutes(app: FastifyInstance, deps: ManualImportDeps): void {
  const { db, dialect } = deps
  const present = presentBook(imageAddress(deps.http.urlBase))
  const patience = () => AbortSignal.timeout(PATIENCE_MS)

  /** The books of several findings, read together. */
  async function booksOf(found: readonly Inspected[]) {
    const ids = found.flatMap(({ match }) =>
      match.kind === 'confident' ? [match.book.id] : match.kind === 'ambiguous' ? match.books.map(({ id }) => id) : [],
    )
    const rows = await db
      .selectFrom('books')
      .selectAll()
      .where(dialect.isAmong('id', [...new Set(ids)]))
      .execute()
    return new Map((await withParts(db, dialect, rows)).map((parts) => [parts.book.id, present(parts)]))
  }

  const said = ({ unit, title, author, match }: Inspected, books: Awaited<ReturnType<typeof booksOf>>) => {
    const about = { parsedTitle: title, parsedAuthor: author, detectedFormat: unit.format }
    if (match.kind === 'none') return { match: 'none' as const, ...about }
    if (match.kind === 'ambiguous') {
      return { match: 'ambiguous' as const, ...about, candidates: match.books.flatMap(({ id }) => books.get(id) ?? []) }
    }
    const book = books.get(match.book.id)
    return { match: 'confident' as const, ...about, ...(book ? { book } : {}) }
  }

  route(app, contract.lookUpFile, async ({ query }) => {
    const found = await lookUpPath(deps, query.path, patience())
    return said(found, await booksOf([found]))
  })

  route(app, contract.scanFolder, async ({ query }) => {
    const { items, isCut } = await scanForImport(deps, query.path, patience())
    const books = await booksOf(items)
    const shown = items.map((item) => ({
      path: item.unit.path,
      name: item.unit.path.slice(item.unit.path.lastIndexOf('/') + 1),
      ...said(item, books),
    }))
    return { items: shown, truncated: isCut }
  })

  const orderOf = ({
    path,
    bookId,
    format,
  }: {
    path?: string | null
    bookId?: number | null
    format?: string | null
  }) => ({
    path: path ?? undefined,
    bookId: bookId ?? undefined,
    format: format ?? undefined,
  })

  route(app, contract.importFile, async ({ body, principal }) =>
    presentImport(await importByHand(deps, orderOf(body), principal.userId || null)),
  )

  route(app, contract.importFiles, ({ body, principal }) =>
    importBatch(deps, body.map(orderOf), principal.userId || null),
  )

  route(app, contract.reassignFile, async ({ body, principal }) => {
    const order = { path: body.path ?? undefined, targetBookId: body.targetBookId ?? undefined }
    return presentImport(
      await reassignFile(deps, { ...order, format: body.format ?? undefined }, principal.userId || null),
    )
  })

  route(app, contract.matchDownload, ({ body }) =>
    matchDownload(deps, { downloadId: body.downloadId ?? undefined, bookId: body.bookId ?? undefined }),
  )
}
