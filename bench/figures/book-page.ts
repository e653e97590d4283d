import { type Catalogue, underLoad } from '../catalogue.ts'
import { random } from '../random.ts'
import { count, measured, type Reading } from '../reading.ts'
import { targets } from '../targets.ts'

/** Everything that the page of a book shows, for books from all over the catalogue. */
export async function bookPage(catalogue: Catalogue): Promise<Reading[]> {
  const ids = await someBooks(catalogue)
  const readings: Reading[] = []
  for (const [surface, path] of Object.entries({ web: '/api/web/books/', 'library API': '/api/books/' })) {
    const { p50, p95, p99, cpuMs } = await underLoad(
      catalogue,
      ids.map((id) => path + id),
    )
    const what = `book page p95, ${count(catalogue.size)} books, ${surface}`
    readings.push(
      measured(what, p95, targets.bookPage, `${cpuMs.toFixed(2)} ms of processor time each`, { p50, p95, p99, cpuMs }),
    )
  }
  return readings
}

async function someBooks({ server, size }: Catalogue): Promise<string[]> {
  const dice = random(size + 2)
  const ids: string[] = []
  for (let page = 0; page < 20; page++) {
    const path = `/api/books?limit=20&offset=${dice.below(size - 20)}`
    const { books } = await server.ask<{ books: { id: string }[] }>('GET', path)
    ids.push(...books.map(({ id }) => id))
  }
  return ids
}
