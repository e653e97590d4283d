/** Named in keep-shared.ts too: a worker of the classic kind cannot import what a page imports. */
const SHARED = 'colophon-shared'

/** What another app shared with this one: files, and a link or text. */
export interface Shared {
  files: File[]
  text: string
}

/** Hands over what was shared, once: it is gone from the browser's store afterwards. */
export async function takeShared(): Promise<Shared> {
  const shared: Shared = { files: [], text: '' }
  if (!('caches' in globalThis)) return shared
  const cache = await caches.open(SHARED)
  for (const request of await cache.keys()) {
    const answer = await cache.match(request)
    if (!answer) continue
    const name = answer.headers.get('x-name')
    if (name === null) shared.text = await answer.text()
    else shared.files.push(new File([await answer.blob()], decodeURIComponent(name)))
  }
  await caches.delete(SHARED)
  return shared
}
