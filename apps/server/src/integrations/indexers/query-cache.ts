import type { Answer, Asked, Indexer, IndexerQuery, ReleasePage } from '#domain/releases/indexer-port.ts'
import type { Clock } from '#kernel/clock.ts'

type SearchAnswer = Answer<ReleasePage> & Asked

interface Kept {
  answer: SearchAnswer
  size: number
  until: number
}

/** Remembers answers of indexers for a moment: two slots of one book, and impatient people, ask the same things. */
export interface QueryCache {
  /** The same indexer; equal questions of a moment reach it once. */
  around(indexer: Indexer): Indexer
}

const KEPT_MS = 90_000
const MOST_BYTES = 4 << 20
/** What a release takes, roughly. */
const BYTES_OF_RELEASE = 1_000

/** @param keptMs how long an answer is used again; 0: only questions that are on their way are shared */
export function queryCache(clock: Clock, keptMs = KEPT_MS): QueryCache {
  const kept = new Map<string, Kept>()
  const underway = new Map<string, Promise<SearchAnswer>>()
  let size = 0

  function remember(key: string, answer: SearchAnswer) {
    if (!answer.ok || keptMs === 0) return
    const entry = { answer, size: (answer.value.releases.length + 1) * BYTES_OF_RELEASE, until: now() + keptMs }
    forget(key)
    kept.set(key, entry)
    size += entry.size
    for (const [oldest] of kept) {
      if (size <= MOST_BYTES) break
      forget(oldest)
    }
  }

  function forget(key: string) {
    size -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  const now = () => clock.now().getTime()

  /** The question goes on when one who asks gives up: others may wait for the same answer. */
  function ask(key: string, indexer: Indexer, query: IndexerQuery): Promise<SearchAnswer> {
    const answer = indexer
      .search(query)
      .then((found) => {
        remember(key, found)
        return found
      })
      .finally(() => underway.delete(key))
    underway.set(key, answer)
    return answer
  }

  return {
    around: (indexer) => ({
      ...indexer,
      search(query, signal) {
        const key = `${indexer.id} ${JSON.stringify(query)}`
        const known = kept.get(key)
        if (known && known.until > now()) return Promise.resolve({ ...known.answer, milliseconds: 0 })
        return untilAborted(underway.get(key) ?? ask(key, indexer, query), signal)
      },
    }),
  }
}

function untilAborted<Value>(answer: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
