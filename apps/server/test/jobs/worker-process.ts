import { openDatabase } from '#database/open.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import { createEngine, type EngineKind } from '#jobs/engines/engine.ts'
import { silentLogger } from '#kernel/logger.ts'
import { effectJobs } from './effects.ts'

/** A worker process for tests: `node worker-process.ts <kind> <database url> <redis url> <redis prefix>`. */
const [kind, databaseUrl, redisUrl, prefix] = process.argv.slice(2) as [EngineKind, string, string, string]

const database = openDatabase(databaseUrl, silentLogger)
const engine = await createEngine(kind, {
  database,
  jobs: effectJobs(database),
  schedules: [],
  bus: memoryBus(),
  logger: silentLogger,
  runs: true,
  isShared: true,
  timing: { pollMs: 200 },
  redis: { url: redisUrl, prefix },
})
await engine.start()
process.stdout.write('started\n')
process.once('SIGTERM', () => {
  void engine
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0))
})
