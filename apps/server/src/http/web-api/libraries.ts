import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/web/libraries.ts'
import type { FastifyInstance } from 'fastify'
import type { Selectable } from 'kysely'
import type { Db, Transaction } from '#database/open.ts'
import type { ScanProblems, ScanRuns } from '#database/schema.ts'
import { browseFolders } from '#domain/library/browse-folders.ts'
import { ignoreProblem, retryProblem } from '#domain/library/handle-problem.ts'
import { countWaitingCovers, listOverviews } from '#domain/library/library-overview.ts'
import { listProblems } from '#domain/library/list-problems.ts'
import { requestScan, setSidecars } from '#domain/library/request-scan.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'

export interface WebLibraryDeps {
  db: Db
  transaction: Transaction
}

/** The libraries page: overview, scans, problems, and the folder picker. */
export function webLibraryRoutes(app: FastifyInstance, deps: WebLibraryDeps): void {
  route(app, contract.listLibraryOverviews, async () => {
    const [libraries, waitingCovers] = await Promise.all([listOverviews(deps.db), countWaitingCovers(deps.db)])
    return libraries.map(({ publicId, hasSidecars, lastScan, ...library }) => ({
      ...library,
      id: publicId,
      writesSidecars: hasSidecars,
      waitingCovers,
      lastScan: lastScan && presentRun(lastScan),
    }))
  })

  route(app, contract.requestScan, async ({ params }) => {
    await requestScan(deps, params.libraryId)
    return { message: 'The scan will begin in a moment.' }
  })

  route(app, contract.setSidecars, ({ params, body }) => setSidecars(deps, params.libraryId, body.writesSidecars))

  route(app, contract.listProblems, async ({ params, query }) => {
    const paging = readPaging(query)
    const { problems, total, roots } = await listProblems(deps.db, params.libraryId, {
      ...paging,
      isIgnored: query.ignored === 'true',
    })
    return { items: problems.map((problem) => presentProblem(problem, roots)), total, offset: paging.offset }
  })

  route(app, contract.retryProblem, async ({ params }) => {
    await retryProblem(deps, params.problemId)
    return { message: 'The file will be read again in a moment.' }
  })

  route(app, contract.ignoreProblem, ({ params, body }) => ignoreProblem(deps, params.problemId, body.isIgnored))

  route(app, contract.browseFolders, ({ query }) => browseFolders(query.path))
}

export const presentRun = (run: Selectable<ScanRuns>): contract.ScanRun => ({
  state: run.state,
  counts: {
    found: run.files_found,
    added: run.files_added,
    changed: run.files_changed,
    moved: run.files_moved,
    missing: run.files_missing,
    failed: run.files_failed,
  },
  message: run.message,
  startedAt: wholeSeconds(run.started_at),
  finishedAt: run.finished_at && wholeSeconds(run.finished_at),
})

export function presentProblem(problem: Selectable<ScanProblems>, roots: string[]): contract.ScanProblem {
  const root = roots.find((path) => problem.path.startsWith(`${path}/`))
  return {
    id: problem.public_id,
    path: problem.path,
    shownPath: root ? problem.path.slice(root.length + 1) : problem.path,
    code: problem.code,
    message: problem.message,
    isIgnored: problem.is_ignored,
    firstSeenAt: wholeSeconds(problem.first_seen_at),
    lastSeenAt: wholeSeconds(problem.last_seen_at),
  }
}
