import type { IndexerFailure } from '#domain/releases/indexer-port.ts'
import { DomainError } from '#kernel/errors.ts'

const CREDENTIALS_STATUS = new Set([401, 403])
const LIMIT_STATUS = new Set([429, 503])
const SECONDS: Record<string, number> = { second: 1, minute: 60, hour: 3600 }

/** What an `<error>` of an indexer asks for. */
export function failureOfCode(
  code: string,
  description: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  now: Date,
): IndexerFailure {
  const text = description === '' ? `error ${code}` : `${description} (error ${code})`
  const kind = kindOfCode(Number(code), description)
  const wait = kind === 'limit' ? retryAfter(headers['retry-after'], description, now) : undefined
  return { kind, text, status, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) }
}

function kindOfCode(code: number, description: string): IndexerFailure['kind'] {
  if (code >= 100 && code < 200) return 'credentials'
  if (code >= 200 && code < 300) return 'parameter'
  if (code === 300) return 'gone'
  if (code === 500 || code === 501 || code === 429) return 'limit'
  // Some send a limit under a code of their own.
  if (/limit reached|too many/i.test(description)) return 'limit'
  return 'disabled'
}

/** What a status says where the answer says nothing better; undefined where it is no failure. */
export function failureOfStatus(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  now: Date,
): IndexerFailure | undefined {
  if (status < 300) return undefined
  const text = `the indexer answered with status ${status}`
  if (CREDENTIALS_STATUS.has(status)) return { kind: 'credentials', text, status }
  if (LIMIT_STATUS.has(status)) {
    const wait = retryAfter(headers['retry-after'], body, now)
    return { kind: 'limit', text, status, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) }
  }
  if (status === 404 || status === 410) return { kind: 'gone', text, status }
  return { kind: 'unreachable', text, status }
}

/** A call that never came to an answer; whatever is no trouble of the network goes on as it is. */
export function failureOfError(error: unknown): IndexerFailure {
  if (!(error instanceof DomainError)) throw error
  return { kind: error.code === 'outbound.refused' ? 'refused' : 'unreachable', text: error.message }
}

/** Seconds until an indexer wants to be asked again: of the header, else of a sentence that says it. */
export function retryAfter(header: string | undefined, text: string, now: Date): number | undefined {
  if (header !== undefined && /^\d+$/.test(header.trim())) return Number(header)
  const date = header === undefined ? Number.NaN : Date.parse(header)
  if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - now.getTime()) / 1000))
  const found = /retry in (\d{1,6}) (second|minute|hour)s?/i.exec(text)
  return found ? Number(found[1]) * (SECONDS[found[2]?.toLowerCase() ?? ''] ?? 1) : undefined
}
