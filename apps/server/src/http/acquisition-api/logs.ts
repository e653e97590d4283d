import { Readable } from 'node:stream'
import * as contract from '@colophon/contract/acquisition/logs.ts'
import type { FastifyInstance } from 'fastify'
import { type Clock, instant, wholeSeconds } from '#kernel/clock.ts'
import { acquisitionRoute as route } from './route.ts'

/** A line of the log; secrets were masked when it was kept. */
export interface LogEntry {
  id: number
  at: string
  /** As the logger numbers them: 20 debug, 30 info, 40 warn, 50 error. */
  level: number
  component: string
  message: string
  fields_json: Record<string, string>
}

export interface LogFilter {
  /** This and what is worse. */
  level?: number
  component?: string
  /** Part of the message or of a field, in any case. */
  words?: string
  /** Instants. */
  from?: string
  to?: string
}

export interface LogPage {
  limit: number
  offset: number
}

/** The log as it is kept, the newest first; made in app/log-book.ts. */
export interface LogBook {
  list(filter: LogFilter, page: LogPage): Promise<LogEntry[]>
  /** The same in pieces, for many. */
  pages(filter: LogFilter, page: LogPage): AsyncIterable<LogEntry[]>
}

export interface LogRouteDeps {
  logBook: LogBook
  clock: Clock
}

/** What was logged (acquisition contract 4.31). */
export function logRoutes(app: FastifyInstance, { logBook, clock }: LogRouteDeps): void {
  route(app, contract.listLogs, async ({ query }) => {
    const entries = await logBook.list(readFilter(query, clock.now()), readPage(query, { usual: 200, most: 1_000 }))
    return entries.map(({ id, at, level, component, message, fields_json }) => ({
      id,
      ts: at,
      level: nameOf(level),
      component,
      message,
      fields: fields_json,
    }))
  })

  route(app, contract.exportLogs, ({ query, reply }) => {
    const now = clock.now()
    const pages = logBook.pages(readFilter(query, now), readPage(query, { usual: 50_000, most: 50_000 }))
    const stamp = wholeSeconds(instant(now)).replace(/[-:]/g, '')
    reply.headers({
      'content-disposition': `attachment; filename="bindery-logs-${stamp}.txt"`,
      'cache-control': 'no-store',
    })
    return reply.type('text/plain; charset=utf-8').send(Readable.from(exportLines(pages, now)))
  })
}

const HOUR_MS = 3_600_000

function readFilter(query: contract.LogQuery, now: Date): LogFilter {
  const from = readInstant(query.from)
  const to = readInstant(query.to)
  const lastHour = from === undefined && to === undefined ? instant(new Date(now.getTime() - HOUR_MS)) : undefined
  const since = from ?? lastHour
  return {
    ...(query.level ? { level: LEVELS[query.level.trim().toLowerCase()] ?? 30 } : {}),
    ...(query.component ? { component: query.component } : {}),
    ...(query.q ? { words: query.q } : {}),
    ...(since === undefined ? {} : { from: since }),
    ...(to === undefined ? {} : { to }),
  }
}

const LEVELS: Record<string, number> = { debug: 20, info: 30, warn: 40, warning: 40, error: 50 }

function nameOf(level: number): string {
  if (level >= 50) return 'ERROR'
  if (level >= 40) return 'WARN'
  return level >= 30 ? 'INFO' : 'DEBUG'
}

/** RFC 3339; anything else is ignored. */
function readInstant(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/.test(text)) return undefined
  // A plus sign in a query is a blank.
  const at = Date.parse(text.replace(/ (?=\d{2}:\d{2}$)/, '+'))
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

function readPage(query: contract.LogQuery, { usual, most }: { usual: number; most: number }): LogPage {
  const limit = Number(query.limit)
  const offset = Number(query.offset)
  return {
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, most) : usual,
    offset: Number.isSafeInteger(offset) && offset > 0 ? Math.min(offset, 10_000_000) : 0,
  }
}

async function* exportLines(pages: AsyncIterable<LogEntry[]>, now: Date): AsyncGenerator<string> {
  yield `# Colophon log\n# written ${instant(now)}, newest first; what looks like a secret is masked\n`
  let count = 0
  for await (const page of pages) {
    count += page.length
    yield page.map(exportLine).join('')
  }
  yield `# ${count} entries\n`
}

function exportLine({ at, level, component, message, fields_json }: LogEntry): string {
  const fields = Object.entries(fields_json)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${oneLine(value)}`)
  return `${[at, nameOf(level), `[${component}]`, oneLine(message), ...fields].join(' ')}\n`
}

/** What is logged may bring lines of its own along, which must not look like ours. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => JSON.stringify(sign).slice(1, -1))
