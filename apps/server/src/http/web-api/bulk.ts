import * as contract from '@colophon/contract/web/bulk.ts'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '#domain/history/audit.ts'
import { editBooksAtOnce, findBulkJob } from '#domain/reading/edit-books-at-once.ts'
import { notFound } from '#kernel/errors.ts'
import { route } from '../route.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** Changes of many books in one go. */
export function webBulkRoutes(app: FastifyInstance, deps: WebBookDeps & { audit: Audit }): void {
  route(app, contract.changeManyBooks, async ({ body, principal }) => {
    const { selection, change } = body
    const answer = await editBooksAtOnce(deps, { userId: principal.userId, selection, wish: change })
    if (change.kind !== 'state') {
      const metadata = { kind: change.kind, count: answer.count }
      const entityId = answer.changeId ?? answer.jobId ?? ''
      await deps.audit({ by: principal, action: 'books.changed', entityType: 'change', entityId, metadata })
    }
    return answer
  })

  route(app, contract.readBulkJob, async ({ params, principal }) => {
    const job = await findBulkJob(deps.db, principal.userId, params.jobId)
    if (!job) throw notFound('job', params.jobId)
    return job
  })
}
