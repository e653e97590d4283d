import { lazyRouteComponent } from '@tanstack/react-router'
import { CallError } from '#api/call-error.ts'

/**
 * A page whose code comes when somebody goes there. Where the code cannot be had the router opens the whole app anew, in case there is
 * a newer one. Without a network that would only throw away what is open: then the page says in its place what is missing.
 */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch((error: unknown) => {
        throw navigator.onLine ? error : new CallError(0, 'the page could not be fetched')
      }),
    name,
  )
