/** Where shared-files.ts finds it: a worker of the classic kind cannot import what a page imports. */
const SHARED = 'colophon-shared'

/** Puts away what was shared until the page for uploads takes it. Called by the service worker. */
export async function keepShared(form: FormData): Promise<void> {
  await caches.delete(SHARED)
  const cache = await caches.open(SHARED)
  const files = form.getAll('files').filter((part) => part instanceof File)
  for (const [index, file] of files.entries()) {
    const headers = { 'content-type': file.type || 'application/octet-stream', 'x-name': encodeURIComponent(file.name) }
    await cache.put(`./shared/${index}`, new Response(file, { headers }))
  }
  const text = ['title', 'text', 'url'].map((name) => form.get(name)).filter((value) => typeof value === 'string')
  await cache.put('./shared/text', new Response([...new Set(text.filter(Boolean))].join('\n')))
}
