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
/** Styles that have not come by then will not. */
const STYLES_WITHIN_MS = 3_000

void askEarly(address('api/web/state'))
const search = openedLibrary()
const answer = search && askEarly(address('api/web/books') + queryOf(windowOf(search, 0)))
const isGrid = (search?.view ?? keptViewSettings().view) === 'grid'
const shown = answer && isGrid && isSeenFromTheTop() ? show(answer) : undefined
void Promise.race([shown, wait(AT_MOST_MS)])
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
  const { items }: AnswerOf<typeof listBookCards> = await answer.clone().json()
  const root = await whenReady()
  // The app says so when the page is its own.
  if (root.dataset.app !== undefined || items.length === 0) return
  drawLibrary(root, items)
  await Promise.all([...root.querySelectorAll('img')].map((picture) => picture.decode().catch(() => undefined)))
  await nextFrame()
  await nextFrame()
}

const nextFrame = () => new Promise(requestAnimationFrame)

/** The element of the app, when the page is there and has its styles: this runs in the head of it. */
async function whenReady(): Promise<HTMLElement> {
  // Not by frames, of which a tab in the background has none.
  if (document.readyState === 'loading') await heard(document, 'DOMContentLoaded')
  const styles = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(({ sheet }) => !sheet)
  const areStyled = styles.map((link) => Promise.race([heard(link, 'load'), heard(link, 'error')]))
  await Promise.race([Promise.all(areStyled), wait(STYLES_WITHIN_MS)])
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no element for the app')
  return root
}

const heard = (target: EventTarget, name: string) =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }))

function wait(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The page names the first file of the app as one to fetch; here it begins to run. */
async function beginApp(): Promise<void> {
  const root = await whenReady()
  const app = document.querySelector<HTMLLinkElement>('link[data-app]')
  try {
    await import(/* @vite-ignore */ app?.href ?? '')
  } catch (failure) {
    // Covers that nothing stands behind would look as if the app were there.
    root.replaceChildren()
    throw failure
  }
}
