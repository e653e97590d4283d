import { keepShared } from './keep-shared.ts'

/** The parts of the service worker interface that are used here; the library of types for pages has none of it. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
}

/** Written in when the app is built: what its first page needs, and a name that changes with it. */
declare const SHELL_FILES: readonly string[]
declare const SHELL_VERSION: string

const worker = self as unknown as Scope
const SHELL = `colophon-shell-${SHELL_VERSION}`
const base = new URL(worker.registration.scope).pathname

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(['./', './read.html', ...SHELL_FILES])))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetEarlierShells().then(() => worker.clients.claim()))
})

worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting()
})

/** Pages and their parts alone: what the server says about books and people is never kept here. */
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin || !pathname.startsWith(base)) return
  const path = pathname.slice(base.length)
  if (request.method === 'POST' && path === 'share') event.respondWith(takeShare(request))
  else if (request.method !== 'GET') return
  else if (path.startsWith('assets/')) event.respondWith(keptOrFetched(request))
  else if (request.mode === 'navigate' && !/^(api|opds|swagger)\b/.test(path)) event.respondWith(pageOf(request, path))
})

async function forgetEarlierShells(): Promise<void> {
  const names = await caches.keys()
  const earlier = names.filter((name) => name.startsWith('colophon-shell-') && name !== SHELL)
  await Promise.all(earlier.map((name) => caches.delete(name)))
}

/** Names of assets change with their content, so that a kept one is never stale. */
async function keptOrFetched(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  const kept = await shell.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) void shell.put(request, answer.clone())
  return answer
}

/** The server's page; without a network the kept one, which says that the server cannot be reached. */
async function pageOf(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request)
  } catch (failure) {
    const shell = await caches.open(SHELL)
    const page = await shell.match(path.startsWith('read/') ? './read.html' : './')
    if (!page) throw failure
    return page
  }
}

async function takeShare(request: Request): Promise<Response> {
  await keepShared(await request.formData())
  return Response.redirect(`${base}upload?shared=1`, 303)
}
