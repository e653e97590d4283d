import type { JobState } from '@colophon/contract/web/jobs.ts'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { basePath } from '#api/address.ts'
import { webState } from '#api/session.ts'
import { facets } from '#features/books/book-queries.ts'
import { readBookSearch } from '#features/books/book-search.ts'
import { BooksPage } from '#pages/books-page.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { BrokenPage } from './broken-page.tsx'
import { Frame } from './frame.tsx'
import { LostPage } from './lost-page.tsx'

interface Context {
  client: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: LostPage })

/** Pages for people who are signed in; whoever is not is led to where they can be. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ context: { client }, location }) => {
    const state = await client.ensureQueryData(webState)
    if (state.needsSetup) throw redirect({ to: '/setup' })
    if (!state.user) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})

const books = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: readBookSearch,
  loader: ({ context: { client } }) => void client.prefetchQuery(facets),
  component: BooksPage,
})

const book = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId',
  component: lazyRouteComponent(() => import('#pages/book-page.tsx'), 'BookPage'),
})

const libraries = createRoute({
  getParentRoute: () => frame,
  path: '/libraries',
  component: lazyRouteComponent(() => import('#pages/libraries-page.tsx'), 'LibrariesPage'),
})

const problems = createRoute({
  getParentRoute: () => frame,
  path: '/libraries/$libraryId/problems',
  component: lazyRouteComponent(() => import('#pages/problems-page.tsx'), 'ProblemsPage'),
})

const states: readonly JobState[] = ['waiting', 'active', 'completed', 'failed', 'cancelled']

const jobs = createRoute({
  getParentRoute: () => frame,
  path: '/jobs',
  validateSearch: (raw: Record<string, unknown>): { state?: JobState | undefined; page?: number | undefined } => ({
    state: states.find((state) => state === raw.state),
    page: Number.isSafeInteger(raw.page) && Number(raw.page) > 0 ? Number(raw.page) : undefined,
  }),
  component: lazyRouteComponent(() => import('#pages/jobs-page.tsx'), 'JobsPage'),
})

const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('#pages/account-page.tsx'), 'AccountPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { next?: string | undefined } => ({
    // Only to a page of this app: an address from outside must not choose where a sign-in leads.
    next: typeof raw.next === 'string' && /^\/(?![/\\])/.test(raw.next) ? raw.next : undefined,
  }),
  beforeLoad: async ({ context: { client } }) => {
    const state = await client.ensureQueryData(webState)
    if (state.needsSetup) throw redirect({ to: '/setup' })
    if (state.user) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('#pages/sign-in-page.tsx'), 'SignInPage'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  beforeLoad: async ({ context: { client } }) => {
    const state = await client.ensureQueryData(webState)
    if (state.needsSetup) throw redirect({ to: '/setup' })
    if (state.user) throw redirect({ to: '/' })
    if (!state.signupEnabled) throw redirect({ to: '/sign-in' })
  },
  component: lazyRouteComponent(() => import('#pages/sign-up-page.tsx'), 'SignUpPage'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context: { client } }) => {
    const state = await client.ensureQueryData(webState)
    if (!state.needsSetup && !state.user) throw redirect({ to: '/sign-in' })
    if (state.user && !state.user.isAdmin) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('#pages/setup-page.tsx'), 'SetupPage'),
})

const routeTree = root.addChildren([
  frame.addChildren([books, book, libraries, problems, jobs, account]),
  signIn,
  signUp,
  setup,
])

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    basepath: basePath(),
    context: { client },
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
