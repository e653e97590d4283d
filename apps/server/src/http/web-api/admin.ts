import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/web/admin.ts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { listAuditEvents } from '#domain/history/audit-events.ts'
import { countProblems, listAllProblems } from '#domain/library/all-problems.ts'
import { listOverviews } from '#domain/library/library-overview.ts'
import { countJobs, listJobs, sumCounts } from '#jobs/list-jobs.ts'
import { type Clock, instant, wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { presentProblem, presentRun } from './libraries.ts'

/** What the process around the surfaces knows of itself; made in app/system-facts.ts. */
export interface SystemFacts {
  read(): Promise<Omit<contract.System, 'jobs' | 'lastScans'>>
  /** Settings that say nothing secret. */
  settings(): Record<string, unknown>
  setLogLevel(level: contract.LogLevel): void
}

export interface AdminPageDeps {
  database: Database
  audit: Audit
  clock: Clock
  system: SystemFacts
}

const FAILURES_TOLD = 100
/** Addresses of people, and what stands in an address of a service before its host. */
const PRIVATE = /[\w.+-]+@[\w-]+\.[\w.-]+|\/\/[^/\s@]+@/g

/** What administrators look after beside libraries, users and jobs: problems, the log, the system. */
export function webAdminRoutes(app: FastifyInstance, deps: AdminPageDeps): void {
  const { audit, clock, system } = deps
  const db = deps.database.reader

  route(app, contract.countConcerns, async () => {
    const [problems, jobs] = await Promise.all([countProblems(db), countJobs(db)])
    const { failed, active } = sumCounts(jobs)
    return { problems: problems.reduce((sum, { count }) => sum + count, 0), failedJobs: failed, activeJobs: active }
  })

  route(app, contract.listAllProblems, async ({ query }) => {
    const paging = readPaging(query)
    const { ignored, ...filter } = query
    const [{ problems, total }, codes, libraries] = await Promise.all([
      listAllProblems(db, { ...filter, isIgnored: ignored === 'true' }, paging),
      countProblems(db),
      listOverviews(db),
    ])
    const roots = libraries.flatMap(({ paths }) => paths)
    const items = problems.map((problem) => ({
      ...presentProblem(problem, roots),
      libraryId: problem.library_public_id,
      libraryName: problem.library_name,
    }))
    return { items, total, offset: paging.offset, codes }
  })

  route(app, contract.listAuditEvents, async ({ query }) => {
    const paging = readPaging(query)
    const { events, total } = await listAuditEvents(db, query, paging)
    const items = events.map((event) => ({
      id: event.public_id,
      at: wholeSeconds(event.created_at),
      action: event.action,
      entityType: event.entity_type,
      entityId: event.entity_id,
      details: event.metadata_json ?? {},
      user: event.user_public_id === null ? null : { id: event.user_public_id, name: event.user_name },
    }))
    return { items, total, offset: paging.offset }
  })

  const readSystem = async (): Promise<contract.System> => {
    const [facts, jobs, libraries] = await Promise.all([system.read(), countJobs(db), listOverviews(db)])
    const lastScans = libraries.map(({ name, lastScan }) => ({
      libraryName: name,
      scan: lastScan && presentRun(lastScan),
    }))
    return { ...facts, jobs: sumCounts(jobs), lastScans }
  }

  route(app, contract.readSystem, readSystem)

  route(app, contract.setLogLevel, async ({ body, principal }) => {
    system.setLogLevel(body.level)
    await audit({
      by: principal,
      action: 'log_level.config_updated',
      entityType: 'config',
      entityId: 'log_level',
      metadata: { level: body.level },
    })
  })

  route(app, contract.downloadDiagnostics, async ({ reply }) => {
    const failed = await listJobs(db, { state: 'failed' }, { limit: FAILURES_TOLD, offset: 0 })
    const bundle = {
      madeAt: instant(clock.now()),
      system: await readSystem(),
      settings: system.settings(),
      problems: await countProblems(db),
      // Payloads stay out: they may hold anything.
      failedJobs: failed.items.map(({ name, error, attempts_made, created_at, finished_at }) => ({
        name,
        error,
        tries: attempts_made,
        askedAt: created_at,
        endedAt: finished_at,
      })),
    }
    reply.header('cache-control', 'no-store')
    reply.header('content-disposition', 'attachment; filename="colophon-diagnostics.json"')
    reply.type('application/json; charset=utf-8')
    return JSON.stringify(bundle, undefined, 2).replace(PRIVATE, (text) => (text.startsWith('//') ? '//…@' : '…'))
  })
}
