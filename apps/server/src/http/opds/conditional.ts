import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** A name of what an answer depends on; weak, because it may go compressed or not. */
export const weakTag = (parts: readonly unknown[]): string =>
  `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`

/** Whether the caller holds what these names stand for (RFC 9110, 13.1.2). */
export function holds({ headers }: FastifyRequest, tag: string): boolean {
  const held = headers['if-none-match']
  if (held === undefined) return false
  const plain = (one: string) => one.trim().replace(/^W\//, '')
  return held.trim() === '*' || held.split(',').some((one) => plain(one) === plain(tag))
}

/** Whether the caller holds a state of this time or later; a name, where one was sent, decides alone. */
export function isSeenSince({ headers }: FastifyRequest, modified: string): boolean {
  const since = headers['if-modified-since']
  if (since === undefined || headers['if-none-match'] !== undefined) return false
  return Date.parse(modified) <= Date.parse(since)
}
