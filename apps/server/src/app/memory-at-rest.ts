import { type EventLoopUtilization, performance } from 'node:perf_hooks'
import type { Logger } from '#kernel/logger.ts'

const LOOK_EVERY_MS = 5_000
/** Longer than idle threads stay (10 s), so that theirs is gone too. */
const QUIET_LOOKS = 4
/** A health check and a scheduled job now and then are still rest. */
const QUIET_SHARE = 0.02
/** Less is not worth a pause. */
const WORTH_BYTES = 8 << 20

export interface Look {
  /** Share of the time since the look before in which the thread was busy. */
  busyShare: number
  residentBytes: number
}

/**
 * Decides after each look whether the memory that work left behind is to be handed back: when nothing went on for a
 * while, and there is more of it than after the last time.
 */
export function restJudge(): { isTime(look: Look): boolean; done(residentBytes: number): void } {
  let quietLooks = 0
  let kept = 0
  return {
    isTime({ busyShare, residentBytes }) {
      quietLooks = busyShare <= QUIET_SHARE ? quietLooks + 1 : 0
      return quietLooks >= QUIET_LOOKS && residentBytes >= kept + WORTH_BYTES
    },
    done(residentBytes) {
      quietLooks = 0
      kept = residentBytes
    },
  }
}

/**
 * Hands memory back to the system when the server comes to rest, after its start as after a scan. V8 collects where
 * something is allocated: a process that does nothing keeps for ever what its work needed, such as 24 MB of nursery
 * after a start. It takes 0.1 s or more, at a time when nobody asks for anything.
 * @returns what ends it
 */
export function handBackMemoryAtRest(logger: Logger): () => void {
  // bin/colophon starts Node so that it is there.
  const collect = globalThis.gc
  if (!collect) return () => {}
  const judge = restJudge()
  let before: EventLoopUtilization = performance.eventLoopUtilization()
  const look = async () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    const held = process.memoryUsage.rss()
    if (!judge.isTime({ busyShare: utilization, residentBytes: held })) return
    // The last resort is the only kind that also makes the nursery small and unmaps what is free.
    await collect({ type: 'major', execution: 'async', flavor: 'last-resort' })
    const kept = process.memoryUsage.rss()
    judge.done(kept)
    logger.debug({ heldMb: held >> 20, keptMb: kept >> 20 }, 'memory was handed back at rest')
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
