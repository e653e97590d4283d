import { setTimeout as sleep } from 'node:timers/promises'

const TRIES = 6

/**
 * Repeats a write that the database refused for a moment (a restart, a lock held long): a job that is done should not
 * run again for that. @throws the last error, after some 6 s
 */
export async function persist<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await write()
    } catch (error) {
      if (tried >= TRIES) throw error
      await sleep(100 * 2 ** tried)
    }
  }
}
