import type { JobRow } from '#jobs/claim.ts'
import type { JobProgress } from '#jobs/define-job.ts'
import { JOB_STATES, type StateCounts } from '#jobs/list-jobs.ts'
import { type Html, html } from './html.ts'

export interface DashboardView {
  queues: readonly { queue: string; counts: StateCounts }[]
  filter: { queue?: string | undefined; state?: string | undefined }
  jobs: readonly JobRow[]
  total: number
  offset: number
  limit: number
  /** What the last button did, in words. */
  notice?: string | undefined
}

const LABELS: Record<string, string> = {
  waiting: 'Waiting',
  active: 'Active',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

/** The whole page. It works without scripts: links, forms, and a refresh every few seconds while something moves. */
export function dashboardPage(view: DashboardView): string {
  const { queues, filter, notice } = view
  const isMoving = !notice && (filter.state === undefined || filter.state === 'active' || filter.state === 'waiting')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isMoving && html`<meta http-equiv="refresh" content="10">`}
<title>Jobs</title>
<link rel="stylesheet" href="dashboard.css">
</head>
<body>
<header><h1>Jobs</h1></header>
<main>
${notice && html`<p class="notice" role="status">${notice}</p>`}
<section aria-label="Queues"><table class="queues">
<thead><tr><th scope="col">Queue</th>${JOB_STATES.map((state) => html`<th scope="col">${LABELS[state]}</th>`)}</tr></thead>
<tbody>${queues.map(queueRow)}</tbody>
</table></section>
<nav aria-label="State">${[undefined, ...JOB_STATES].map((state) => stateLink(view, state))}</nav>
<section aria-label="Tasks">${view.jobs.length === 0 ? html`<p>There is nothing here.</p>` : jobTable(view)}</section>
${pager(view)}
</main>
</body>
</html>
`.text
}

function queueRow({ queue, counts }: { queue: string; counts: StateCounts }): Html {
  const cells = JOB_STATES.map((state) => html`<td><a href="${address({ queue, state })}">${counts[state]}</a></td>`)
  return html`<tr><th scope="row"><a href="${address({ queue })}">${queue}</a></th>${cells}</tr>`
}

function stateLink({ filter }: DashboardView, state: string | undefined): Html {
  const isHere = filter.state === state
  return html`<a href="${address({ queue: filter.queue, state })}"${isHere && html` aria-current="page"`}>${
    state === undefined ? 'All' : LABELS[state]
  }</a> `
}

function jobTable(view: DashboardView): Html {
  return html`<table class="jobs">
<thead><tr><th scope="col">Job</th><th scope="col">State</th><th scope="col">Tries</th><th scope="col">When</th><th scope="col">Details</th><th scope="col">Actions</th></tr></thead>
<tbody>${view.jobs.map((row) => jobRow(row, view))}</tbody></table>`
}

function jobRow(row: JobRow, view: DashboardView): Html {
  return html`<tr>
<td><strong>${row.name}</strong><br><small>${row.queue} &middot; <code>${row.public_id}</code></small></td>
<td class="${row.state}">${LABELS[row.state]}${row.is_cancel_requested && ' (stopping)'}${progressOf(row)}</td>
<td>${row.attempts_made} of ${row.attempts_max}</td>
<td>${whenOf(row)}</td>
<td>${row.error && html`<p class="error">${row.error}</p>`}<pre>${JSON.stringify(row.payload_json)}</pre></td>
<td>${actionsOf(row).map(([action, label]) => button(row, action, label, view))}</td>
</tr>`
}

function progressOf(row: JobRow): Html | false {
  const progress = row.progress_json as JobProgress | null
  if (!progress || row.state !== 'active') return false
  const bar =
    progress.total !== null &&
    html`<progress max="${progress.total}" value="${progress.done}">${progress.done}</progress>`
  return html`<br>${bar} <small>${progress.text ?? progress.done}</small>`
}

function whenOf(row: JobRow): Html {
  const [word, at] =
    row.state === 'waiting'
      ? ['due', row.run_at]
      : row.state === 'active'
        ? ['began', row.started_at]
        : ['ended', row.finished_at]
  return html`${word}<br><time datetime="${at}">${at?.slice(0, 19).replace('T', ' ')} UTC</time>`
}

export type Action = 'retry' | 'cancel' | 'delete'

function actionsOf(row: JobRow): [Action, string][] {
  if (row.state === 'active') return row.is_cancel_requested ? [] : [['cancel', 'Cancel']]
  const remove: [Action, string] = ['delete', 'Delete']
  if (row.state === 'waiting') return [['retry', 'Run now'], ['cancel', 'Cancel'], remove]
  return [['retry', 'Retry'], remove]
}

function button(row: JobRow, action: Action, label: string, { filter, offset }: DashboardView): Html {
  const back = new URLSearchParams(address({ ...filter, offset }).slice(2))
  return html`<form method="post" action="tasks/${row.public_id}/${action}?${back.toString()}"><button type="submit" aria-label="${label}: ${row.name} ${row.public_id}">${label}</button></form>`
}

function pager({ total, offset, limit, filter }: DashboardView): Html {
  const last = Math.min(offset + limit, total)
  return html`<p class="pager">${total === 0 ? '' : `${offset + 1} to ${last} of ${total}`}
${offset > 0 && html`<a rel="prev" href="${address({ ...filter, offset: Math.max(offset - limit, 0) })}">Newer</a>`}
${last < total && html`<a rel="next" href="${address({ ...filter, offset: offset + limit })}">Older</a>`}</p>`
}

/** Relative, so that it holds below any URL base. */
export function address(query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== 0) search.set(name, String(value))
  }
  return `./?${search.toString()}`
}
