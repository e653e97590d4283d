import { maskSecrets } from '#kernel/mask-secrets.ts'

/** A line of the log as it is kept. */
export interface LogLine {
  at: string
  level: number
  component: string
  message: string
  fields_json: Record<string, string>
}

/** Lines that wait to be kept; logging never waits for them. */
export interface WaitingLines {
  /** Takes a line of JSON as it is logged. */
  take(line: string): void
  /** Gives the oldest that wait, read, up to a number, and forgets them. */
  next(most: number): LogLine[]
}

/** More come only when the database does not keep up, and then the oldest matter least. */
const MOST = 5_000
const LONGEST_TEXT = 2_000
const MOST_FIELDS = 40

/** Holds lines until they are written (log-book.ts). */
export function waitingLines(): WaitingLines {
  let lines: string[] = []
  return {
    take(line) {
      if (lines.length >= MOST) lines = lines.slice(MOST / 10)
      lines.push(line)
    },
    next: (most) => lines.splice(0, most).flatMap((line) => readLine(line) ?? []),
  }
}

/**
 * Reads a line of the log; secrets are masked.
 * @returns undefined for what is not kept: requests that read and went well, which nobody looks for and which are most
 */
export function readLine(line: string): LogLine | undefined {
  const { time, level, msg, reqId: _request, ...rest } = JSON.parse(line) as Record<string, unknown>
  if (typeof time !== 'string' || typeof level !== 'number') return undefined
  if (isQuietRequest(msg, level, rest)) return undefined
  const fields = Object.entries(rest).slice(0, MOST_FIELDS)
  return {
    at: time,
    level,
    component: componentOf(rest),
    message: text(msg ?? ''),
    fields_json: Object.fromEntries(fields.map(([name, value]) => [name.slice(0, 100), text(value)])),
  }
}

const INFO = 30

const isQuietRequest = (message: unknown, level: number, { method, status }: Record<string, unknown>) =>
  message === 'request' && level <= INFO && (method === 'GET' || method === 'HEAD') && Number(status) < 400

/** Of which part of the server a line speaks. */
function componentOf({ component, job, method, route }: Record<string, unknown>): string {
  if (typeof component === 'string') return component
  // `library.scan` is a job of the library.
  if (typeof job === 'string') return job.split('.', 1)[0] ?? 'jobs'
  return typeof method === 'string' && typeof route === 'string' ? 'http' : 'server'
}

function text(value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  // PostgreSQL takes no NUL.
  return maskSecrets(written.replaceAll('\0', '').slice(0, LONGEST_TEXT))
}
