// Stands in the page itself and runs before all else (build/first-screen.ts): it asks for what the app begins with,
// shows the first covers of the library while the app is on its way, and starts that.
import type { listBookCards } from '@colophon/contract/web/books.ts'
import { address, basePath, queryOf } from '#api/address.ts'
import type { AnswerOf } from '#api/call.ts'
import { askEarly } from '#api/early-answers.ts'
import { type BookSearch, hasFilters, readBookSearch, windowOf } from '#features/books/book-search.ts'
import { keptViewSettings } from '#features/books/kept-view-settings.ts'
import { drawLibrary } from './draw-library.ts'

/** The app waits so long for the first covers at most: its own work would keep them from the screen. */
const AT_MOST_MS = 600

void askEarly(address('api/web/state'))
const search = openedLibrary()
const answer = search && askEarly(address('api/web/books') + queryOf(windowOf(search, 0)))
const isGrid = (search?.view ?? keptViewSettings().view) === 'grid'
const shown = answer && isGrid && isSeenFromTheTop() ? show(answer) : undefined
void Promise.race([shown, new Promise((resolve) => setTimeout(resolve, AT_MOST_MS))])
  .catch(() => undefined)
  .then(beginApp)

/** What the address shows of the library; undefined where it is another page, or where filters say what it is called. */
function openedLibrary(): BookSearch | undefined {
  if (location.pathname !== `${basePath()}books`) return undefined
  const search = readBookSearch(Object.fromEntries(new URLSearchParams(location.search)))
  return hasFilters(search) ? undefined : search
}

/** Who comes back to a page is led to where they were on it. */
function isSeenFromTheTop(): boolean {
  const [visit] = performance.getEntriesByType('navigation')
  return visit instanceof PerformanceNavigationTiming && visit.type === 'navigate'
}

/** Until the covers of the first screen are on it. */
async function show(asked: Promise<Response>): Promise<void> {
  const answer = await asked
  if (!answer.ok) return
  // The app reads the answer itself.
  const { items, total }: AnswerOf<typeof listBookCards> = await answer.clone().json()
  const root = await whenParsed()
  while (!isStyled()) await nextFrame()
  if (root.hasChildNodes() || items.length === 0) return
  drawLibrary(root, items, total)
  await Promise.all([...root.querySelectorAll('img')].map((picture) => picture.decode().catch(() => undefined)))
  await nextFrame()
  await nextFrame()
}

/** The element of the app: this runs in the head of the page. Not by frames, of which a tab in the background has none. */
async function whenParsed(): Promise<HTMLElement> {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
  }
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no element for the app')
  return root
}

const isStyled = () =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet)

const nextFrame = () => new Promise(requestAnimationFrame)

/** The page names the first file of the app as one to fetch; here it begins to run. */
async function beginApp(): Promise<void> {
  await whenParsed()
  const app = document.querySelector<HTMLLinkElement>('link[data-app]')
  if (app) await import(/* @vite-ignore */ app.href)
}
