import { renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type MadeBook, makeBook } from './crash/books.ts'
import { ageStaged, type Expected, findFaults, untilIdle } from './crash/check.ts'
import { type Client, signUp } from './crash/client.ts'
import { type Installation, install } from './crash/installation.ts'

/**
 * Kills the server with SIGKILL at random moments of scans and uploads, starts it again, and looks whether anything was
 * lost, doubled or left half done.
 *
 *     npm run crash-test -- [--postgres] [--rounds 20]
 *
 * With --postgres: PostgreSQL and Redis, one process for requests and two workers, of which some or all are killed.
 */

const FILES_A_ROUND = 40
const UPLOADS_A_ROUND = 6
const LATEST_KILL_MS = 1_800

const { values } = parseArgs({
  options: { postgres: { type: 'boolean', default: false }, rounds: { type: 'string', default: '20' } },
})
const rounds = Number(values.rounds)
const world = await install({
  kind: values.postgres ? 'postgres' : 'sqlite',
  postgresUrl: process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
  // A database of its own within Redis, so that nothing else of this machine is met.
  redisUrl: process.env.CRASH_REDIS_URL ?? 'redis://127.0.0.1:6379/13',
})
const expected: Expected = { certain: new Set(), possible: new Set() }
const client = await signUp(world.url)
let number = 0
let failed = 0
try {
  for (let round = 1; round <= rounds; round++) failed += (await killAndLook(round, world, client)) ? 0 : 1
} finally {
  await world.remove()
}
console.log(`${rounds - failed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function killAndLook(round: number, world: Installation, client: Client): Promise<boolean> {
  for (let i = 0; i < FILES_A_ROUND; i++) putIntoFolder(makeBook(number++, 8), i % 2 === 0)
  const scanning = client.scan()
  const uploads = Array.from({ length: UPLOADS_A_ROUND }, () => upload(makeBook(number++, 1_500)))
  const after = Math.round(Math.random() * LATEST_KILL_MS)
  await sleep(after)
  await world.kill(world.size === 1 || round % 2 === 0 ? 'all' : 'some')
  await Promise.all([scanning, ...uploads])

  await world.start()
  // What was put into the folder after the last request for a scan is nobody's promise yet.
  await scanOrThrow(client)
  let faults: string[]
  try {
    await untilIdle(world)
    ageStaged(world)
    await scanOrThrow(client)
    await untilIdle(world)
    faults = await findFaults(world, expected)
  } catch (error) {
    faults = [error instanceof Error ? error.message : String(error)]
  }
  const known = `${expected.certain.size} files`
  console.log(`round ${round}: killed after ${after} ms, ${known}: ${faults.length === 0 ? 'all is well' : 'FAULTS'}`)
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`)
  return faults.length === 0
}

async function scanOrThrow(client: Client): Promise<void> {
  if (!(await client.scan())) throw new Error('the server refused to scan')
}

/** As a copy that has ended: whole, and (when `isOld`) not just now. */
function putIntoFolder(book: MadeBook, isOld: boolean): void {
  expected.possible.add(book.sha256)
  expected.certain.add(book.sha256)
  const path = join(world.books, book.name)
  const draft = join(world.books, `.${book.name}.part`)
  writeFileSync(draft, book.bytes)
  if (isOld) utimesSync(draft, 1_700_000_000, 1_700_000_000)
  renameSync(draft, path)
}

async function upload(book: MadeBook): Promise<void> {
  expected.possible.add(book.sha256)
  if (await client.upload(book)) expected.certain.add(book.sha256)
}
