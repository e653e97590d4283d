import { setTimeout as sleep } from 'node:timers/promises'
import type { Composed } from '#app/compose.ts'
import type { Config } from '#app/config.ts'

/** Work after `stop` that nothing waits for, such as an idle connection, may not keep the process longer than this. */
const LEFTOVERS_MS = 1_000
/** A signal to a whole group arrives twice where a parent hands it on, too. That is one wish, not two. */
const SAME_WISH_MS = 1_000

export interface ServerRun {
  /** Called once it listens. */
  onReady(server: Composed): Promise<void> | void
}

/**
 * Starts a server or worker and stays until the process is asked to end (SIGTERM, SIGINT): then it finishes what runs.
 * A second signal ends it at once. Throws what stopped the start.
 */
export async function runServer(config: Config, { onReady }: ServerRun): Promise<number> {
  const [{ compose }, { createLogger }, { waitingLines }, { handBackMemoryAtRest }, { applyStagedRestore }] =
    await Promise.all([
      import('#app/compose.ts'),
      import('#app/logger.ts'),
      import('#app/log-lines.ts'),
      import('#app/memory-at-rest.ts'),
      import('#app/staged-restore.ts'),
    ])
  const lines = waitingLines()
  const logger = createLogger(config.log, lines.take)
  const asked = endAsked()
  if (config.role !== 'worker') applyStagedRestore(config, logger)
  const server = await compose(config, { logger, lines })
  try {
    await server.start()
    await onReady(server)
  } catch (error) {
    await server.stop()
    throw error
  }
  const keepMemory = handBackMemoryAtRest(logger)
  const signal = await asked
  keepMemory()
  logger.info({ signal }, 'ending: running requests and jobs are finished first')
  await server.stop()
  void sleep(LEFTOVERS_MS, undefined, { ref: false }).then(() => process.exit(0))
  return 0
}

/** Waits for the first request to end; the second one does not wait for anything. */
function endAsked(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first = 0
    const end = (signal: NodeJS.Signals) => {
      first ||= Date.now()
      if (Date.now() - first > SAME_WISH_MS) process.exit(130)
      resolve(signal)
    }
    process.on('SIGTERM', end)
    process.on('SIGINT', end)
  })
}
