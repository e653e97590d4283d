import { address, basePath } from '#api/address.ts'

/**
 * Installs the service worker when the page is at rest. `onUpdate` hears of a new version of the app and gets what
 * changes to it. `?fresh` in an address takes everything off again that was ever kept.
 */
export async function registerWorker(onUpdate: (takeOver: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  if (new URLSearchParams(location.search).has('fresh')) return startAfresh()
  const registration = await navigator.serviceWorker.register(address('/service-worker.js'), { scope: basePath() })
  const offer = (waiting: ServiceWorker) =>
    onUpdate(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      waiting.postMessage('take-over')
    })
  const isUpdate = () => navigator.serviceWorker.controller !== null
  if (registration.waiting && isUpdate()) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && isUpdate()) offer(coming)
    })
  })
}

async function startAfresh(): Promise<void> {
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all(registrations.map((registration) => registration.unregister()))
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('colophon-')).map((name) => caches.delete(name)))
}
