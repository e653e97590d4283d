import * as contract from '@colophon/contract/web/requests.ts'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '#domain/history/audit.ts'
import type { AuditVerb } from '#domain/history/audit-actions.ts'
import { mayAcquire } from '#domain/identity/acquirers.ts'
import type { Principal } from '#domain/identity/principal.ts'
import type { AddAuthorDeps } from '#domain/monitoring/add-author.ts'
import { approveRequest, declineRequest, requestBook, withdrawRequest } from '#domain/monitoring/request-book.ts'
import { listRequests, type RequestRow, readQuota, requestOrThrow } from '#domain/monitoring/request-store.ts'
import { readWantSettings } from '#domain/monitoring/want-settings.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { forbidden } from '#kernel/errors.ts'
import { imageAddress } from '../image-address.ts'
import { route } from '../route.ts'

export interface RequestRouteDeps extends AddAuthorDeps {
  audit: Audit
  http: { urlBase: string }
}

const PAGE = 50

/** Books that readers would like to have, and what becomes of their wishes. */
export function webRequestRoutes(app: FastifyInstance, deps: RequestRouteDeps): void {
  const { db, clock, audit, http } = deps
  const address = imageAddress(http.urlBase)
  const present = (row: RequestRow): contract.BookRequest => ({
    id: row.public_id,
    foreignBookId: row.foreign_book_id,
    title: row.title,
    authorName: row.author_name,
    imageUrl: row.image_url === null ? null : address(row.image_url),
    mediaType: row.media_type,
    note: row.note,
    state: row.state,
    isAvailable: row.has_book_files === true,
    bookId: row.book_public_id,
    askedBy: { id: row.asked_public_id, name: row.asked_name },
    decidedBy: row.decided_name,
    decisionNote: row.decision_note,
    createdAt: wholeSeconds(row.created_at),
    decidedAt: row.decided_at === null ? null : wholeSeconds(row.decided_at),
  })
  const note = (by: Principal, act: AuditVerb<'book_request'>, row: RequestRow) =>
    audit({
      by,
      action: `book_request.${act}`,
      entityType: 'book_request',
      entityId: row.public_id,
      metadata: { title: row.title },
    })

  route(app, contract.listRequests, async ({ query, principal }) => {
    const isEverybody = query.whose === 'all'
    if (isEverybody) refuseReaders(principal)
    const filter = { state: query.state, ...(isEverybody ? {} : { userId: principal.userId }) }
    const { items, total } = await listRequests(db, filter, { limit: PAGE, offset: Number(query.offset ?? 0) })
    return { items: items.map(present), total, quota: await readQuota(db, principal.userId, clock.now()) }
  })

  route(app, contract.createRequest, async ({ body, principal }) => {
    const { mediaType } = await readWantSettings(db)
    const row = await requestBook(deps, principal.userId, {
      ...body,
      imageUrl: body.imageUrl ?? null,
      mediaType: body.mediaType ?? mediaType,
      note: body.note ?? null,
    })
    await note(principal, 'created', row)
    return present(row)
  })

  route(app, contract.withdrawRequest, ({ params, principal }) =>
    withdrawRequest(deps, principal.userId, params.requestId),
  )

  route(app, contract.approveRequest, async ({ params, principal }) => {
    await approveRequest(deps, principal.userId, params.requestId)
    const row = await requestOrThrow(db, params.requestId)
    await note(principal, 'approved', row)
    return present(row)
  })

  route(app, contract.declineRequest, async ({ params, body, principal }) => {
    await declineRequest(deps, principal.userId, params.requestId, body.note ?? null)
    const row = await requestOrThrow(db, params.requestId)
    await note(principal, 'declined', row)
    return present(row)
  })
}

/** Own requests are everybody's; those of others are not. @throws forbidden */
function refuseReaders({ role }: Principal): void {
  if (!mayAcquire(role)) throw forbidden('request.role', 'members and administrators see the requests of all')
}
