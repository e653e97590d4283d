import { createBookPool } from '../packages/formats/src/workers/pool.ts'

/** Converts a book some times in a thread as the server has them, and says how long each took. */
const [source = '', target = ''] = process.argv.slice(2)
const pool = createBookPool({ size: 1 })
const times: number[] = []
for (let n = 0; n < 7; n++) {
  const start = performance.now()
  const [outcome] = await pool.run('kepub', [{ source, target }], { limitMs: 30_000 })
  times.push(performance.now() - start)
  if (!outcome?.ok || !outcome.value.isConverted) throw new Error(`It was not converted: ${JSON.stringify(outcome)}`)
}
await pool.close()
process.stdout.write(JSON.stringify({ times }))
