import type { TFunction } from 'i18next'
import type { Finding } from '#ui/standing.tsx'
import type { ClientTest } from './client-queries.ts'

const kinds = { ok: 'ok', warning: 'warning', checking: 'unknown', error: 'problem' } as const

/** What a test of a client has found: whether it answers, and whether what it finishes can be seen from here. */
export function findingsOf({ health, pathVisibility }: ClientTest, t: TFunction): Finding[] {
  const findings: Finding[] = [{ kind: 'ok', text: t('clients.found.answers') }]
  if (health?.message) findings.push({ kind: kinds[health.status], text: health.message })
  if (pathVisibility) {
    const { status, message, path } = pathVisibility
    findings.push({
      kind: kinds[status],
      text: status === 'ok' ? t('clients.found.visible', { path }) : message,
    })
    if (status !== 'ok') findings.push({ kind: 'unknown', text: t('clients.found.hiddenHelp', { path }) })
  }
  return findings
}
