import { createServer } from 'node:http'
import { plainPicture } from './picture.ts'

interface Work {
  key: string
  title: string
  year: number
}

/** All of them have the same cover. */
const COVER = 7
const cover = plainPicture(200, 300, [90, 60, 120])

const author = { key: 'OL21594A', name: 'Jane Austen' }

/** Works of one author, as many as a journey needs. */
export const works: readonly Work[] = [
  { key: 'OL66534W', title: 'Pride and Prejudice', year: 1813 },
  { key: 'OL66562W', title: 'Sense and Sensibility', year: 1811 },
  { key: 'OL66531W', title: 'Emma', year: 1815 },
  { key: 'OL66554W', title: 'Persuasion', year: 1817 },
]

const doc = ({ key, title, year }: Work) => ({
  key: `/works/${key}`,
  title,
  author_name: [author.name],
  author_key: [author.key],
  first_publish_year: year,
  language: ['eng'],
  ratings_count: 900,
  ratings_average: 4.2,
  edition_count: 40,
  cover_i: COVER,
})

const page = ({ key, title, year }: Work) => ({
  key: `/works/${key}`,
  type: { key: '/type/work' },
  title,
  first_publish_date: String(year),
  authors: [{ author: { key: `/authors/${author.key}` } }],
})

/** Answers of Open Library, to the questions that the server asks; nothing is behind the other addresses. */
function answer({ pathname, searchParams }: URL): unknown {
  const q = (searchParams.get('q') ?? '').toLowerCase()
  const [, workKey] = /^key:\/works\/(\w+)/i.exec(q) ?? /^\/works\/(\w+?)(?:\/editions)?\.json$/.exec(pathname) ?? []
  const named = works.filter(({ key }) => key.toLowerCase() === workKey?.toLowerCase())
  if (pathname === '/search/authors.json') {
    const isMeant = author.name.toLowerCase().includes(q)
    return { docs: isMeant ? [{ ...author, type: 'author', work_count: works.length, ratings_count: 900 }] : [] }
  }
  if (pathname === '/search.json') {
    const isOfAuthor = searchParams.get('author_key') === author.key
    const found = isOfAuthor ? works : workKey ? named : works.filter(({ title }) => title.toLowerCase().includes(q))
    return { docs: found.map(doc), numFound: found.length }
  }
  if (pathname === `/authors/${author.key}.json`)
    return { ...author, key: `/authors/${author.key}`, type: { key: '/type/author' } }
  if (pathname === `/authors/${author.key}/works.json`) return { entries: works.map(page), size: works.length }
  if (pathname.endsWith('/editions.json')) return { entries: [], size: 0 }
  return named[0] && page(named[0])
}

/** A small Open Library on this machine, and the environment that has a server use it and no other source. */
export async function startOpenLibrary(): Promise<{ env: Record<string, string>; stop: () => Promise<void> }> {
  const server = createServer((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === `/b/id/${COVER}-L.jpg`) {
      reply.writeHead(200, { 'content-type': 'image/png' }).end(cover)
      return
    }
    const body = answer(url)
    reply.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    reply.end(JSON.stringify(body ?? { error: 'notfound' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('No port is free')
  const url = `http://127.0.0.1:${address.port}`
  const others = ['DNB_URL', 'HARDCOVER_URL', 'GOOGLE_BOOKS_URL', 'AUDNEX_URL', 'AUDIBLE_URL']
  return {
    env: {
      ...Object.fromEntries(['OPENLIBRARY_URL', ...others].map((name) => [name, url])),
      // Pictures come from the internet, else from nowhere; this one stands here.
      ALLOW_PRIVATE_OUTBOUND: '1',
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
