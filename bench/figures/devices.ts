import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Catalogue } from '../catalogue.ts'
import { count, informed, measured, type Reading } from '../reading.ts'
import { targets, targetsBySize } from '../targets.ts'

/** What devices ask of a server with many books: a Kobo that is new, one that is not, and KOReaders that turn pages. */
export async function devices(catalogue: Catalogue): Promise<Reading[]> {
  return [...(await koboSync(catalogue)), ...(await koreaders(catalogue))]
}

async function koboSync({ server, size, options }: Catalogue): Promise<Reading[]> {
  const { token } = await server.ask<{ token: string }>('POST', '/api/kobo/tokens', { name: 'Bench' })
  const headers: Record<string, string> = { 'x-kobo-deviceid': randomBytes(16).toString('hex') }
  const ask = async () => {
    const start = performance.now()
    const answer = await fetch(`${server.origin}/kobo/${token}/v1/library/sync`, { headers })
    const elements = (await answer.json()) as unknown[]
    const ms = performance.now() - start
    if (!answer.ok) throw new Error(`The sync answered ${answer.status}`)
    headers['x-kobo-synctoken'] = answer.headers.get('x-kobo-synctoken') ?? ''
    return { ms, elements: elements.length, isLast: answer.headers.get('x-kobo-sync') === null }
  }
  const pages: number[] = []
  let books = 0
  for (let isLast = false; !isLast; ) {
    const page = await ask()
    pages.push(page.ms)
    books += page.elements
    isLast = page.isLast
  }
  if (books !== size) throw new Error(`The reader got ${books} of ${size} books`)
  // The first one takes note that the last page has arrived.
  await ask()
  await ask()
  const nothing: number[] = []
  for (let n = 0; n < (options.isQuick ? 100 : 1_000); n++) nothing.push((await ask()).ms)
  const what = `Kobo page of 100 books p95, ${count(size)} books`
  const target = targetsBySize.koboPage(size)
  const details = { p50: at(pages, 0.5), p99: at(pages, 0.99), first: pages[0], pages: pages.length }
  const p95 = at(pages, 0.95)
  return [
    target ? measured(what, p95, target, '', details) : informed(what, p95, 'ms', '', details),
    measured(`Kobo sync without news p95, ${count(size)} books`, at(nothing, 0.95), targets.koboNothing, '', {
      p50: at(nothing, 0.5),
      p99: at(nothing, 0.99),
    }),
  ]
}

const READERS = 50

/** Each of fifty KOReaders tells a place every second. */
async function koreaders({ server, options, size }: Catalogue): Promise<Reading[]> {
  const username = `bench-${randomBytes(4).toString('hex')}`
  await server.ask('PUT', '/api/kosync/credentials', { username, password: 'correct horse' })
  const headers = {
    accept: 'application/vnd.koreader.v1+json',
    'content-type': 'application/json',
    'x-auth-user': username,
    'x-auth-key': createHash('md5').update('correct horse').digest('hex'),
  }
  const taken: number[] = []
  const lost: string[] = []
  async function turn(reader: number, second: number) {
    const document = createHash('md5').update(`${username} ${reader}`).digest('hex')
    const body = {
      document,
      progress: `/body/DocFragment[${second + 1}].0`,
      percentage: second / 1_000,
      device: 'Bench',
    }
    const start = performance.now()
    const answer = await fetch(`${server.origin}/syncs/progress`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    })
    await answer.arrayBuffer()
    taken.push(performance.now() - start)
    if (!answer.ok) lost.push(`${document} ${second}`)
  }
  const seconds = options.isQuick ? 10 : 60
  for (let second = 0; second < seconds; second++) {
    const tick = sleep(1_000)
    await Promise.all(
      Array.from({ length: READERS }, (_, reader) =>
        sleep((reader * 1_000) / READERS).then(() => turn(reader, second)),
      ),
    )
    await tick
  }
  const kept = await server.db
    .selectFrom('kosync_documents')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('progress', '=', `/body/DocFragment[${seconds}].0`)
    .executeTakeFirstOrThrow()
  if (lost.length > 0 || Number(kept.n) !== READERS) throw new Error(`${lost.length} places were lost`)
  const what = `place told by ${READERS} KOReaders each second p99, ${count(size)} books`
  return [
    measured(what, at(taken, 0.99), targets.koreaders, `${taken.length} places, none lost`, { p50: at(taken, 0.5) }),
  ]
}

function at(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
