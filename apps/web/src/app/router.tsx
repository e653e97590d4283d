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
import { counterpart, mayAcquire } from '#api/acquisition.ts'
import { basePath } from '#api/address.ts'
import { facets } from '#api/facets.ts'
import { webState } from '#api/session.ts'
import { readDiscoverSearch } from '#features/acquire/discover-search.ts'
import { readActivitySearch } from '#features/activity/activity-queries.ts'
import { readAuditSearch } from '#features/admin/audit-search.ts'
import { readBookSearch } from '#features/books/book-search.ts'
import { readCalendarSearch } from '#features/calendar/calendar-queries.ts'
import { home } from '#features/home/home-queries.ts'
import { readNotesSearch } from '#features/notes/notes-search.ts'
import { readRequestSearch } from '#features/requests/request-queries.ts'
import { readStatisticsSearch } from '#features/statistics/statistics-search.ts'
import { readWantedSearch } from '#features/wanted/wanted-queries.ts'
import { BooksPage } from '#pages/books-page.tsx'
import { HomePage } from '#pages/home-page.tsx'
import type { NameSearch } from '#pages/names-page.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { BrokenPage } from './broken-page.tsx'
import { LostPage } from './lost-page.tsx'
import { SignedIn } from './signed-in.tsx'

interface Context {
  client: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: LostPage })

/** Pages for people who are signed in; whoever is not is led to where they can be. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: SignedIn,
  beforeLoad: async ({ context: { client }, location }) => {
    const state = await client.ensureQueryData(webState)
    if (state.needsSetup) throw redirect({ to: '/setup' })
    if (!state.user) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})

const homePage = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: readBookSearch,
  // The list of books was here once, and addresses of it are kept in bookmarks.
  beforeLoad: ({ search }) => {
    if (Object.keys(search).length > 0) throw redirect({ to: '/books', search, replace: true })
  },
  loader: ({ context: { client } }) => void client.prefetchQuery(home),
  component: HomePage,
})

const books = createRoute({
  getParentRoute: () => frame,
  path: '/books',
  validateSearch: readBookSearch,
  loader: ({ context: { client } }) => void client.prefetchQuery(facets),
  component: BooksPage,
})

const book = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId',
  component: lazyRouteComponent(() => import('#pages/book-page.tsx'), 'BookPage'),
})

const lists = createRoute({
  getParentRoute: () => frame,
  path: '/lists',
  component: lazyRouteComponent(() => import('#pages/lists-page.tsx'), 'ListsPage'),
})

const list = createRoute({
  getParentRoute: () => frame,
  path: '/lists/$listId',
  component: lazyRouteComponent(() => import('#pages/list-page.tsx'), 'ListPage'),
})

const notes = createRoute({
  getParentRoute: () => frame,
  path: '/notes',
  validateSearch: readNotesSearch,
  component: lazyRouteComponent(() => import('#pages/notes-page.tsx'), 'NotesPage'),
})

const groups = createRoute({
  getParentRoute: () => frame,
  path: '/groups',
  component: lazyRouteComponent(() => import('#pages/groups-page.tsx'), 'GroupsPage'),
})

const group = createRoute({
  getParentRoute: () => frame,
  path: '/groups/$groupId',
  component: lazyRouteComponent(() => import('#pages/group-page.tsx'), 'GroupPage'),
})

const statistics = createRoute({
  getParentRoute: () => frame,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: lazyRouteComponent(() => import('#pages/statistics-page.tsx'), 'StatisticsPage'),
})

const listen = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId/listen',
  validateSearch: (raw: Record<string, unknown>): { file?: string | undefined; at?: number | undefined } => ({
    file: typeof raw.file === 'string' ? raw.file : undefined,
    at: typeof raw.at === 'number' && raw.at >= 0 && Number.isFinite(raw.at) ? raw.at : undefined,
  }),
  component: lazyRouteComponent(() => import('#pages/listen-page.tsx'), 'ListenPage'),
})

const editBook = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId/edit',
  component: lazyRouteComponent(() => import('#pages/edit-book-page.tsx'), 'EditBookPage'),
})

const validateNames = (raw: Record<string, unknown>): NameSearch => ({
  by: raw.by === 'count' ? 'count' : undefined,
  q: typeof raw.q === 'string' && raw.q !== '' ? raw.q : undefined,
})

const authors = createRoute({
  getParentRoute: () => frame,
  path: '/authors',
  validateSearch: validateNames,
  component: lazyRouteComponent(() => import('#pages/names-page.tsx'), 'AuthorsPage'),
})

const author = createRoute({
  getParentRoute: () => frame,
  path: '/authors/$authorId',
  component: lazyRouteComponent(() => import('#pages/author-page.tsx'), 'AuthorPage'),
})

const allSeries = createRoute({
  getParentRoute: () => frame,
  path: '/series',
  validateSearch: validateNames,
  component: lazyRouteComponent(() => import('#pages/names-page.tsx'), 'AllSeriesPage'),
})

const series = createRoute({
  getParentRoute: () => frame,
  path: '/series/$seriesId',
  component: lazyRouteComponent(() => import('#pages/series-page.tsx'), 'SeriesPage'),
})

const devices = createRoute({
  getParentRoute: () => frame,
  path: '/devices',
  component: lazyRouteComponent(() => import('#pages/devices-page.tsx'), 'DevicesPage'),
})

const unknownDocuments = createRoute({
  getParentRoute: () => frame,
  path: '/devices/unknown',
  component: lazyRouteComponent(() => import('#pages/unknown-documents-page.tsx'), 'UnknownDocumentsPage'),
})

const history = createRoute({
  getParentRoute: () => frame,
  path: '/history',
  component: lazyRouteComponent(() => import('#pages/history-page.tsx'), 'HistoryPage'),
})

const libraries = createRoute({
  getParentRoute: () => frame,
  path: '/libraries',
  beforeLoad: async ({ context: { client } }) => {
    const { user } = await client.ensureQueryData(webState)
    if (user?.isAdmin) throw redirect({ to: '/admin/libraries' })
  },
  component: lazyRouteComponent(() => import('#pages/libraries-page.tsx'), 'LibrariesPage'),
})

const problems = createRoute({
  getParentRoute: () => frame,
  path: '/libraries/$libraryId/problems',
  component: lazyRouteComponent(() => import('#pages/problems-page.tsx'), 'ProblemsPage'),
})

/** Pages of administrators; whoever is none is led to the books. */
const admin = createRoute({
  getParentRoute: () => frame,
  id: 'administration',
  beforeLoad: async ({ context: { client } }) => {
    const { user } = await client.ensureQueryData(webState)
    if (!user?.isAdmin) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('#pages/admin-page.tsx'), 'AdminPage'),
})

const adminStart = createRoute({
  getParentRoute: () => admin,
  path: '/admin',
  beforeLoad: () => {
    throw redirect({ to: '/admin/libraries' })
  },
})

const adminLibraries = createRoute({
  getParentRoute: () => admin,
  path: '/admin/libraries',
  component: lazyRouteComponent(() => import('#pages/libraries-page.tsx'), 'LibrariesPage'),
})

const adminUsers = createRoute({
  getParentRoute: () => admin,
  path: '/admin/users',
  component: lazyRouteComponent(() => import('#pages/users-page.tsx'), 'UsersPage'),
})

const adminProblems = createRoute({
  getParentRoute: () => admin,
  path: '/admin/problems',
  component: lazyRouteComponent(() => import('#pages/all-problems-page.tsx'), 'AllProblemsPage'),
})

const adminSystem = createRoute({
  getParentRoute: () => admin,
  path: '/admin/system',
  component: lazyRouteComponent(() => import('#pages/system-page.tsx'), 'SystemPage'),
})

const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: '/admin/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('#pages/audit-page.tsx'), 'AuditPage'),
})

const adminFirstSteps = createRoute({
  getParentRoute: () => admin,
  path: '/admin/first-steps',
  component: lazyRouteComponent(() => import('#pages/first-steps-page.tsx'), 'FirstStepsPage'),
})

const adminIndexers = createRoute({
  getParentRoute: () => admin,
  path: '/admin/indexers',
  component: lazyRouteComponent(() => import('#pages/indexers-page.tsx'), 'IndexersPage'),
})

const adminDownloadClients = createRoute({
  getParentRoute: () => admin,
  path: '/admin/download-clients',
  component: lazyRouteComponent(() => import('#pages/download-clients-page.tsx'), 'DownloadClientsPage'),
})

const adminProfiles = createRoute({
  getParentRoute: () => admin,
  path: '/admin/profiles',
  component: lazyRouteComponent(() => import('#pages/profiles-page.tsx'), 'ProfilesPage'),
})

const adminFolders = createRoute({
  getParentRoute: () => admin,
  path: '/admin/folders',
  component: lazyRouteComponent(() => import('#pages/folders-page.tsx'), 'FoldersPage'),
})

const adminSearching = createRoute({
  getParentRoute: () => admin,
  path: '/admin/searching',
  component: lazyRouteComponent(() => import('#pages/searching-page.tsx'), 'SearchingPage'),
})

const adminNotifications = createRoute({
  getParentRoute: () => admin,
  path: '/admin/notifications',
  component: lazyRouteComponent(() => import('#pages/notifications-page.tsx'), 'NotificationsPage'),
})

const adminSecurity = createRoute({
  getParentRoute: () => admin,
  path: '/admin/security',
  component: lazyRouteComponent(() => import('#pages/security-page.tsx'), 'SecurityPage'),
})

const adminBackups = createRoute({
  getParentRoute: () => admin,
  path: '/admin/backups',
  component: lazyRouteComponent(() => import('#pages/backups-page.tsx'), 'BackupsPage'),
})

const adminLog = createRoute({
  getParentRoute: () => admin,
  path: '/admin/log',
  component: lazyRouteComponent(() => import('#pages/log-page.tsx'), 'LogPage'),
})

const states: readonly JobState[] = ['waiting', 'active', 'completed', 'failed', 'cancelled']

/** Where the list of jobs was; links to it are still about. */
const jobs = createRoute({
  getParentRoute: () => frame,
  path: '/jobs',
  beforeLoad: () => {
    throw redirect({ to: '/admin/jobs' })
  },
})

const adminJobs = createRoute({
  getParentRoute: () => admin,
  path: '/admin/jobs',
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

const upload = createRoute({
  getParentRoute: () => frame,
  path: '/upload',
  component: lazyRouteComponent(() => import('#pages/upload-page.tsx'), 'UploadPage'),
})

/** From finding a book to having it. */
const getBooks = createRoute({
  getParentRoute: () => frame,
  id: 'get-books',
  component: lazyRouteComponent(() => import('#pages/get-page.tsx'), 'GetPage'),
})

const getStart = createRoute({
  getParentRoute: () => getBooks,
  path: '/get',
  beforeLoad: () => {
    throw redirect({ to: '/get/discover', search: {} })
  },
})

const discover = createRoute({
  getParentRoute: () => getBooks,
  path: '/get/discover',
  validateSearch: readDiscoverSearch,
  component: lazyRouteComponent(() => import('#pages/discover-page.tsx'), 'DiscoverPage'),
})

const requests = createRoute({
  getParentRoute: () => getBooks,
  path: '/get/requests',
  validateSearch: readRequestSearch,
  component: lazyRouteComponent(() => import('#pages/requests-page.tsx'), 'RequestsPage'),
})

/** Pages of those who may look for books; readers are led to where they can ask for them. */
const acquiring = createRoute({
  getParentRoute: () => getBooks,
  id: 'acquiring',
  beforeLoad: async ({ context: { client } }) => {
    const { user } = await client.ensureQueryData(webState)
    if (!user || !mayAcquire(user)) throw redirect({ to: '/get/discover', search: {} })
  },
})

const followedAuthors = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/authors',
  validateSearch: (raw: Record<string, unknown>): { q?: string | undefined; page?: number | undefined } => ({
    q: typeof raw.q === 'string' && raw.q !== '' ? raw.q : undefined,
    page: Number.isSafeInteger(raw.page) && Number(raw.page) > 0 ? Number(raw.page) : undefined,
  }),
  component: lazyRouteComponent(() => import('#pages/followed-authors-page.tsx'), 'FollowedAuthorsPage'),
})

const followedAuthor = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/authors/$authorNumber',
  // Whoever has books in the library has one page, and it is there.
  beforeLoad: async ({ context: { client }, params: { authorNumber } }) => {
    const { id } = await client.fetchQuery(counterpart('authors', authorNumber))
    if (id) throw redirect({ to: '/authors/$authorId', params: { authorId: id }, replace: true })
  },
  component: lazyRouteComponent(() => import('#pages/followed-author-page.tsx'), 'FollowedAuthorPage'),
})

const wantedBook = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/books/$bookNumber',
  beforeLoad: async ({ context: { client }, params: { bookNumber } }) => {
    const { id } = await client.fetchQuery(counterpart('books', bookNumber))
    if (id) throw redirect({ to: '/books/$bookId', params: { bookId: id }, replace: true })
  },
  component: lazyRouteComponent(() => import('#pages/wanted-book-page.tsx'), 'WantedBookPage'),
})

const wanted = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/wanted',
  validateSearch: readWantedSearch,
  component: lazyRouteComponent(() => import('#pages/wanted-page.tsx'), 'WantedPage'),
})

const calendar = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('#pages/calendar-page.tsx'), 'CalendarPage'),
})

const queue = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/queue',
  component: lazyRouteComponent(() => import('#pages/queue-page.tsx'), 'QueuePage'),
})

const activity = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/activity',
  validateSearch: readActivitySearch,
  component: lazyRouteComponent(() => import('#pages/activity-page.tsx'), 'ActivityPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('#pages/welcome-page.tsx'), 'WelcomePage'),
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

const adminTree = admin.addChildren([
  adminStart,
  adminLibraries,
  adminUsers,
  adminJobs,
  adminProblems,
  adminSystem,
  adminAudit,
  adminFirstSteps,
  adminIndexers,
  adminDownloadClients,
  adminProfiles,
  adminFolders,
  adminSearching,
  adminNotifications,
  adminSecurity,
  adminBackups,
  adminLog,
])

const getTree = getBooks.addChildren([
  getStart,
  discover,
  requests,
  acquiring.addChildren([followedAuthors, followedAuthor, wantedBook, wanted, calendar, queue, activity]),
])

const routeTree = root.addChildren([
  frame.addChildren([
    homePage,
    books,
    book,
    listen,
    editBook,
    authors,
    author,
    allSeries,
    series,
    lists,
    list,
    notes,
    devices,
    unknownDocuments,
    groups,
    group,
    statistics,
    history,
    libraries,
    problems,
    jobs,
    account,
    upload,
    getTree,
    adminTree,
  ]),
  welcome,
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
