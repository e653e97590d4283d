import { gunzipSync, gzipSync } from 'node:zlib'
import type { FileCache } from '../filesystem/file-cache.ts'

export interface KeptAnswer {
  /** Null: it said that there is no such thing. */
  body: string | null
  storedAt: Date
}

/** Answers of providers: in memory for a day, on disk for a month, where they serve when the provider is down. */
export interface AnswerCache {
  /** Not older than it may be taken without asking. */
  fresh(key: string): Promise<KeptAnswer | undefined>
  /** Of any age. */
  old(key: string): Promise<KeptAnswer | undefined>
  /** @param isNothing the answer was that there is nothing: asked again after an hour, and not kept on disk */
  keep(key: string, body: string | null, isNothing: boolean): Promise<void>
}

const HOUR = 3_600_000
const FRESH_MS = 24 * HOUR
const NOTHING_MS = HOUR
const MOST_ENTRIES = 10_000
/** Counted in characters. */
const MOST_TEXT = 48 << 20
/** A larger answer is no answer of theirs. */
export const LARGEST_ANSWER = 8 << 20

interface Entry extends KeptAnswer {
  expiresAt: number
}

/** @param disk left out: nothing outlives the process */
export function createAnswerCache(now: () => Date, disk?: FileCache): AnswerCache {
  const entries = new Map<string, Entry>()
  let text = 0
  let lookedAt = 0

  function remove(key: string) {
    text -= entries.get(key)?.body?.length ?? 0
    entries.delete(key)
  }

  function remember(key: string, body: string | null, storedAt: Date, lifeMs: number) {
    remove(key)
    entries.set(key, { body, storedAt, expiresAt: storedAt.getTime() + lifeMs })
    text += body?.length ?? 0
    if (entries.size > MOST_ENTRIES || text > MOST_TEXT) makeRoom()
  }

  /** What expires first goes first; more than needed, so that it is not for every answer. */
  function makeRoom() {
    const byEnd = [...entries].sort(([, one], [, other]) => one.expiresAt - other.expiresAt)
    for (const [key] of byEnd) {
      if (entries.size <= MOST_ENTRIES * 0.9 && text <= MOST_TEXT * 0.9) return
      remove(key)
    }
  }

  function tidyHourly() {
    const at = now().getTime()
    if (at - lookedAt < HOUR) return
    lookedAt = at
    for (const [key, { expiresAt }] of entries) if (expiresAt <= at) remove(key)
  }

  async function onDisk(key: string): Promise<KeptAnswer | undefined> {
    const kept = await disk?.read(key)
    if (!kept) return undefined
    try {
      const body = gunzipSync(kept.bytes, { maxOutputLength: LARGEST_ANSWER }).toString('utf8')
      return { body, storedAt: kept.storedAt }
    } catch {
      // Damaged, or somebody else's: as if it were not there.
      return undefined
    }
  }

  return {
    async fresh(key) {
      const at = now().getTime()
      const known = entries.get(key)
      if (known && known.expiresAt > at) return known
      const kept = await onDisk(key)
      if (!kept || kept.storedAt.getTime() + FRESH_MS <= at) return undefined
      remember(key, kept.body, kept.storedAt, FRESH_MS)
      return kept
    },
    async old(key) {
      const known = entries.get(key)
      return known && known.body !== null ? known : onDisk(key)
    },
    async keep(key, body, isNothing) {
      tidyHourly()
      remember(key, body, now(), isNothing ? NOTHING_MS : FRESH_MS)
      if (isNothing || body === null) return
      // A full disk makes things slower, not wrong.
      await disk?.write(key, gzipSync(body)).catch(() => undefined)
    },
  }
}
