import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const router = readFileSync(new URL('../../apps/web/src/app/router.tsx', import.meta.url), 'utf8')

/** Every address of the router, as it stands there: `/books/$bookId`. */
const declared = [...router.matchAll(/createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*path: '([^']+)'/g)].map(
  ([, parent = '', path = '']) => ({ isDoor: parent === 'root', path }),
)
const count = [...router.matchAll(/\bpath: '/g)].length
if (declared.length !== count) throw new Error('router.tsx is written in a way that e2e/support/routes.ts cannot read')

/** Pages of people who are signed in. */
export const insideRoutes = declared.filter(({ isDoor }) => !isDoor).map(({ path }) => path)
/** Pages that stand for themselves. */
export const doorRoutes = declared.filter(({ isDoor }) => isDoor).map(({ path }) => path)

/** What stands for the parts of an address that name one thing: `$bookId`. */
export type Known = Readonly<Record<string, string>>

/** An address of a route, relative to the base; a part that nobody knows is an error, so that no new route is missed. */
export function addressOf(route: string, known: Known): string {
  return route.replace(/^\//, '').replaceAll(/\$(\w+)/g, (_, name: string) => {
    const value = known[name]
    if (value === undefined) throw new Error(`Say in e2e/support/routes.ts what stands for $${name} of ${route}`)
    return encodeURIComponent(value)
  })
}

interface Told {
  id: string
  files: { id: string }[]
  creators: { id: string }[]
  series: { id: string }[]
  tags: { id: string }[]
}

/** Looks up a book by its title, and what belongs to it, as the person who is signed in on `page`. */
export async function knownThings(page: Page, title: string): Promise<Known> {
  const ask = async <Answer>(path: string): Promise<Answer> => (await page.request.get(path)).json()
  const { books } = await ask<{ books: { id: string }[] }>(`api/web/search?q=${encodeURIComponent(title)}`)
  const book = await ask<Told>(`api/web/books/${books[0]?.id}`)
  const [library] = await ask<{ id: string }[]>('api/web/libraries')
  const { user } = await ask<{ user: { id: string } }>('api/web/state')
  const [list = await firstList(page, book.id)] = await ask<{ id: string }[]>('api/web/reading-lists')
  return {
    groupId: await makeGroup(page),
    bookId: book.id,
    fileId: book.files[0]?.id ?? '',
    authorId: book.creators[0]?.id ?? '',
    seriesId: book.series[0]?.id ?? '',
    tagId: book.tags[0]?.id ?? '',
    libraryId: library?.id ?? '',
    listId: list.id,
    userId: user.id,
    bookNumber: await numberOf(ask, 'books', book.id),
    authorNumber: await numberOf(ask, 'authors', book.creators[0]?.id ?? ''),
  }
}

/** What the acquisition side calls a thing of the library. */
async function numberOf(
  ask: <Answer>(path: string) => Promise<Answer>,
  kind: 'books' | 'authors',
  id: string,
): Promise<string> {
  return String((await ask<{ number: number }>(`api/web/counterparts/${kind}/${id}`)).number)
}

async function firstList(page: Page, bookId: string): Promise<{ id: string }> {
  const headers = { origin: new URL(page.url()).origin }
  const made = await page.request.post('api/reading-lists', { headers, data: { name: 'To read in summer' } })
  const list: { id: string } = await made.json()
  await page.request.post(`api/reading-lists/${list.id}/books`, { headers, data: { book_id: bookId } })
  return list
}

/** A reading group of the person who is signed in, as far as there is one with this name yet. */
async function makeGroup(page: Page): Promise<string> {
  const name = 'The Reading Room'
  const groups: { id: string; name: string }[] = await (await page.request.get('api/groups')).json()
  const known = groups.find((group) => group.name === name)
  if (known) return known.id
  const headers = { origin: new URL(page.url()).origin }
  return (await (await page.request.post('api/groups', { headers, data: { name } })).json()).id
}
