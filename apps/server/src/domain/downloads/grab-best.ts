import { Type } from 'typebox'
import type { Outdone, ReleaseToGrab } from '#domain/releases/events.ts'
import { defineJob } from '#jobs/define-job.ts'
import { DomainError } from '#kernel/errors.ts'
import { grab } from './grab.ts'
import type { GrabDeps, Upgrade } from './grab-request.ts'

const MOST_TRIES = 3
const Candidate = Type.Object({
  guid: Type.String(),
  title: Type.String(),
  url: Type.String(),
  indexerId: Type.Union([Type.Integer(), Type.Null()]),
  sizeBytes: Type.Number(),
  protocol: Type.Union([Type.Literal('usenet'), Type.Literal('torrent')]),
  formatScore: Type.Number(),
  score: Type.Number(),
  matchLevel: Type.String(),
  infoHash: Type.Optional(Type.String()),
  format: Type.Optional(Type.String()),
  indexerName: Type.Optional(Type.String()),
  author: Type.Optional(Type.String()),
})

/** Grabs the best of what a search approved, and the next one where that cannot be had. */
export const grabBest = defineJob({
  name: 'downloads.grab-best',
  queue: 'critical',
  payload: Type.Object({
    bookId: Type.Integer(),
    slot: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')]),
    trigger: Type.String(),
    outdone: Type.Optional(Type.Object({ format: Type.String(), formatScore: Type.Number() })),
    candidates: Type.Array(Candidate),
  }),
  key: ({ bookId, slot }) => `${bookId} ${slot}`,
  attempts: 1,
  timeoutSeconds: 600,
  async run(deps: GrabDeps, { bookId, slot, outdone, candidates }, { signal }) {
    for (const candidate of candidates.slice(0, MOST_TRIES)) {
      try {
        const { id } = await grab(deps, requestOf(candidate, { bookId, slot, outdone }), signal)
        return { downloadId: id }
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        deps.logger.info({ err: error, bookId, release: candidate.title }, 'an approved release was not grabbed')
        // Anything else would stand against the next one too.
        if (error.kind !== 'bad-gateway' && !ITS_OWN_FAULT.has(error.code)) return { refused: error.message }
      }
    }
    return { refused: 'no client took any of them' }
  },
})

/** One that was imported once, say, is no better the second time; the next one may be. */
const ITS_OWN_FAULT = new Set(['outbound.refused', 'grab.known'])

interface Purpose {
  bookId: number
  slot: 'ebook' | 'audiobook'
  outdone: Outdone | undefined
}

const requestOf = (release: ReleaseToGrab, { bookId, slot, outdone }: Purpose) => ({
  guid: release.guid,
  title: release.title,
  url: release.url,
  sizeBytes: release.sizeBytes,
  bookId,
  indexerId: release.indexerId,
  protocol: release.protocol,
  slot,
  userId: null,
  isAutomatic: true,
  ...(outdone ? { upgrade: upgradeFrom(outdone, release) } : {}),
  found: {
    author: release.author ?? '',
    score: release.score,
    matchLevel: release.matchLevel,
    ...(release.format ? { format: release.format } : {}),
    ...(release.indexerName ? { indexer: release.indexerName } : {}),
  },
})

const upgradeFrom = (outdone: Outdone, { format, formatScore }: ReleaseToGrab): Upgrade => ({
  fromFormat: outdone.format,
  toFormat: format ?? null,
  fromScore: outdone.formatScore,
  toScore: formatScore,
})
