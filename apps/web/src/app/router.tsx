import type { JobState } from '@colophon/contract/web/jobs.ts'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { counterpart, mayAcquire } from '#api/acquisition.ts'
import { basePath } from '#api/address.ts'
import { facets } from '#api/facets.ts'
import { webState } from '#api/session.ts'
import { readDiscoverSearch } from '#features/acquire/discover-search.ts'
import { readActivitySearch } from '#features/activity/activity-search.ts'
import { readAuditSearch } from '#features/admin/audit-search.ts'
import { bookWindow } from '#features/books/book-queries.ts'
import { readBookSearch } from '#features/books/book-search.ts'
import { readCalendarSearch } from '#features/calendar/calendar-search.ts'
import { home } from '#features/home/home-queries.ts'
import { readNotesSearch } from '#features/notes/notes-search.ts'
import { readRequestSearch } from '#features/requests/request-search.ts'
import { readStatisticsSearch } from '#features/statistics/statistics-search.ts'
import { readWantedSearch } from '#features/wanted/wanted-search.ts'
import { withWords } from '#i18n/translations.ts'
import { BooksPage } from '#pages/books-page.tsx'
import { HomePage } from '#pages/home-page.tsx'
import type { NameSearch } from '#pages/names-page.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { BrokenPage, BrokenPart } from './broken-page.tsx'
import { lazyPage } from './lazy-page.ts'
import { LostPage } from './lost-page.tsx'
import { SignedIn } from './signed-in.tsx'

interface Context {
  client: QueryClient
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: BrokenPage,
  notFoundComponent: LostPage,
})

/** Pages for people who are signed in; whoever is not is led to where they can be. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: SignedIn,
  errorComponent: BrokenPage,
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
  beforeLoad: ({ context: { client }, search, cause }) => {
    // Not only when the page around the list has been drawn.
    if (cause === 'enter') void client.prefetchQuery(bookWindow(search, 0))
  },
  loader: ({ context: { client } }) => void client.prefetchQuery(facets),
  component: BooksPage,
})

const book = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId',
  component: lazyPage(() => withWords(import('#pages/book-page.tsx'), 'book', 'notes', 'acquisition'), 'BookPage'),
})

const lists = createRoute({
  getParentRoute: () => frame,
  path: '/lists',
  component: lazyPage(() => import('#pages/lists-page.tsx'), 'ListsPage'),
})

const list = createRoute({
  getParentRoute: () => frame,
  path: '/lists/$listId',
  component: lazyPage(() => import('#pages/list-page.tsx'), 'ListPage'),
})

const notes = createRoute({
  getParentRoute: () => frame,
  path: '/notes',
  validateSearch: readNotesSearch,
  component: lazyPage(() => withWords(import('#pages/notes-page.tsx'), 'notes'), 'NotesPage'),
})

const groups = createRoute({
  getParentRoute: () => frame,
  path: '/groups',
  component: lazyPage(() => withWords(import('#pages/groups-page.tsx'), 'notes'), 'GroupsPage'),
})

const group = createRoute({
  getParentRoute: () => frame,
  path: '/groups/$groupId',
  component: lazyPage(() => withWords(import('#pages/group-page.tsx'), 'notes'), 'GroupPage'),
})

const statistics = createRoute({
  getParentRoute: () => frame,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: lazyPage(() => withWords(import('#pages/statistics-page.tsx'), 'notes'), 'StatisticsPage'),
})

const listen = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId/listen',
  validateSearch: (raw: Record<string, unknown>): { file?: string | undefined; at?: number | undefined } => ({
    file: typeof raw.file === 'string' ? raw.file : undefined,
    at: typeof raw.at === 'number' && raw.at >= 0 && Number.isFinite(raw.at) ? raw.at : undefined,
  }),
  component: lazyPage(() => withWords(import('#pages/listen-page.tsx'), 'notes', 'readers'), 'ListenPage'),
})

const editBook = createRoute({
  getParentRoute: () => frame,
  path: '/books/$bookId/edit',
  component: lazyPage(() => withWords(import('#pages/edit-book-page.tsx'), 'book'), 'EditBookPage'),
})

const validateNames = (raw: Record<string, unknown>): NameSearch => ({
  by: raw.by === 'count' ? 'count' : undefined,
  q: typeof raw.q === 'string' && raw.q !== '' ? raw.q : undefined,
})

const authors = createRoute({
  getParentRoute: () => frame,
  path: '/authors',
  validateSearch: validateNames,
  component: lazyPage(() => import('#pages/names-page.tsx'), 'AuthorsPage'),
})

const author = createRoute({
  getParentRoute: () => frame,
  path: '/authors/$authorId',
  component: lazyPage(() => withWords(import('#pages/author-page.tsx'), 'book', 'acquisition'), 'AuthorPage'),
})

const allSeries = createRoute({
  getParentRoute: () => frame,
  path: '/series',
  validateSearch: validateNames,
  component: lazyPage(() => import('#pages/names-page.tsx'), 'AllSeriesPage'),
})

const series = createRoute({
  getParentRoute: () => frame,
  path: '/series/$seriesId',
  component: lazyPage(() => import('#pages/series-page.tsx'), 'SeriesPage'),
})

const devices = createRoute({
  getParentRoute: () => frame,
  path: '/devices',
  component: lazyPage(() => withWords(import('#pages/devices-page.tsx'), 'devices'), 'DevicesPage'),
})

const unknownDocuments = createRoute({
  getParentRoute: () => frame,
  path: '/devices/unknown',
  component: lazyPage(() => withWords(import('#pages/unknown-documents-page.tsx'), 'devices'), 'UnknownDocumentsPage'),
})

const history = createRoute({
  getParentRoute: () => frame,
  path: '/history',
  component: lazyPage(() => withWords(import('#pages/history-page.tsx'), 'book'), 'HistoryPage'),
})

const libraries = createRoute({
  getParentRoute: () => frame,
  path: '/libraries',
  beforeLoad: async ({ context: { client } }) => {
    const { user } = await client.ensureQueryData(webState)
    if (user?.isAdmin) throw redirect({ to: '/admin/libraries' })
  },
  component: lazyPage(() => withWords(import('#pages/libraries-page.tsx'), 'start', 'administration'), 'LibrariesPage'),
})

const problems = createRoute({
  getParentRoute: () => frame,
  path: '/libraries/$libraryId/problems',
  component: lazyPage(() => withWords(import('#pages/problems-page.tsx'), 'administration'), 'ProblemsPage'),
})

/** Pages of administrators; whoever is none is led to the books. */
const admin = createRoute({
  getParentRoute: () => frame,
  id: 'administration',
  beforeLoad: async ({ context: { client } }) => {
    const { user } = await client.ensureQueryData(webState)
    if (!user?.isAdmin) throw redirect({ to: '/' })
  },
  component: lazyPage(() => withWords(import('#pages/admin-page.tsx'), 'administration'), 'AdminPage'),
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
  component: lazyPage(() => withWords(import('#pages/libraries-page.tsx'), 'start', 'administration'), 'LibrariesPage'),
})

const adminUsers = createRoute({
  getParentRoute: () => admin,
  path: '/admin/users',
  component: lazyPage(() => withWords(import('#pages/users-page.tsx'), 'start', 'administration'), 'UsersPage'),
})

const adminProblems = createRoute({
  getParentRoute: () => admin,
  path: '/admin/problems',
  component: lazyPage(() => withWords(import('#pages/all-problems-page.tsx'), 'administration'), 'AllProblemsPage'),
})

const adminSystem = createRoute({
  getParentRoute: () => admin,
  path: '/admin/system',
  component: lazyPage(() => withWords(import('#pages/system-page.tsx'), 'administration'), 'SystemPage'),
})

const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: '/admin/audit',
  validateSearch: readAuditSearch,
  component: lazyPage(() => withWords(import('#pages/audit-page.tsx'), 'administration'), 'AuditPage'),
})

const adminFirstSteps = createRoute({
  getParentRoute: () => admin,
  path: '/admin/first-steps',
  component: lazyPage(() => withWords(import('#pages/first-steps-page.tsx'), 'start', 'settings'), 'FirstStepsPage'),
})

const adminIndexers = createRoute({
  getParentRoute: () => admin,
  path: '/admin/indexers',
  component: lazyPage(() => withWords(import('#pages/indexers-page.tsx'), 'settings'), 'IndexersPage'),
})

const adminDownloadClients = createRoute({
  getParentRoute: () => admin,
  path: '/admin/download-clients',
  component: lazyPage(() => withWords(import('#pages/download-clients-page.tsx'), 'settings'), 'DownloadClientsPage'),
})

const adminProfiles = createRoute({
  getParentRoute: () => admin,
  path: '/admin/profiles',
  component: lazyPage(() => withWords(import('#pages/profiles-page.tsx'), 'settings'), 'ProfilesPage'),
})

const adminFolders = createRoute({
  getParentRoute: () => admin,
  path: '/admin/folders',
  component: lazyPage(() => withWords(import('#pages/folders-page.tsx'), 'start', 'settings'), 'FoldersPage'),
})

const adminSearching = createRoute({
  getParentRoute: () => admin,
  path: '/admin/searching',
  component: lazyPage(() => withWords(import('#pages/searching-page.tsx'), 'settings'), 'SearchingPage'),
})

const adminNotifications = createRoute({
  getParentRoute: () => admin,
  path: '/admin/notifications',
  component: lazyPage(() => withWords(import('#pages/notifications-page.tsx'), 'settings'), 'NotificationsPage'),
})

const adminSecurity = createRoute({
  getParentRoute: () => admin,
  path: '/admin/security',
  component: lazyPage(() => withWords(import('#pages/security-page.tsx'), 'administration'), 'SecurityPage'),
})

const adminBackups = createRoute({
  getParentRoute: () => admin,
  path: '/admin/backups',
  component: lazyPage(() => withWords(import('#pages/backups-page.tsx'), 'administration'), 'BackupsPage'),
})

const adminLog = createRoute({
  getParentRoute: () => admin,
  path: '/admin/log',
  component: lazyPage(() => withWords(import('#pages/log-page.tsx'), 'administration'), 'LogPage'),
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
  component: lazyPage(() => withWords(import('#pages/jobs-page.tsx'), 'administration'), 'JobsPage'),
})

const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyPage(() => withWords(import('#pages/account-page.tsx'), 'start', 'account'), 'AccountPage'),
})

const upload = createRoute({
  getParentRoute: () => frame,
  path: '/upload',
  component: lazyPage(() => import('#pages/upload-page.tsx'), 'UploadPage'),
})

/** From finding a book to having it. */
const getBooks = createRoute({
  getParentRoute: () => frame,
  id: 'get-books',
  component: lazyPage(() => withWords(import('#pages/get-page.tsx'), 'acquisition'), 'GetPage'),
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
  component: lazyPage(() => withWords(import('#pages/discover-page.tsx'), 'acquisition', 'start'), 'DiscoverPage'),
})

const requests = createRoute({
  getParentRoute: () => getBooks,
  path: '/get/requests',
  validateSearch: readRequestSearch,
  component: lazyPage(() => withWords(import('#pages/requests-page.tsx'), 'acquisition'), 'RequestsPage'),
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
  component: lazyPage(
    () => withWords(import('#pages/followed-authors-page.tsx'), 'acquisition'),
    'FollowedAuthorsPage',
  ),
})

const followedAuthor = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/authors/$authorNumber',
  // Whoever has books in the library has one page, and it is there.
  beforeLoad: async ({ context: { client }, params: { authorNumber } }) => {
    const { id } = await client.fetchQuery(counterpart('authors', authorNumber))
    if (id) throw redirect({ to: '/authors/$authorId', params: { authorId: id }, replace: true })
  },
  component: lazyPage(() => withWords(import('#pages/followed-author-page.tsx'), 'acquisition'), 'FollowedAuthorPage'),
})

const wantedBook = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/books/$bookNumber',
  beforeLoad: async ({ context: { client }, params: { bookNumber } }) => {
    const { id } = await client.fetchQuery(counterpart('books', bookNumber))
    if (id) throw redirect({ to: '/books/$bookId', params: { bookId: id }, replace: true })
  },
  component: lazyPage(() => withWords(import('#pages/wanted-book-page.tsx'), 'acquisition'), 'WantedBookPage'),
})

const wanted = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/wanted',
  validateSearch: readWantedSearch,
  component: lazyPage(() => withWords(import('#pages/wanted-page.tsx'), 'acquisition'), 'WantedPage'),
})

const calendar = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/calendar',
  validateSearch: readCalendarSearch,
  component: lazyPage(() => withWords(import('#pages/calendar-page.tsx'), 'acquisition'), 'CalendarPage'),
})

const queue = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/queue',
  component: lazyPage(() => withWords(import('#pages/queue-page.tsx'), 'acquisition'), 'QueuePage'),
})

const activity = createRoute({
  getParentRoute: () => acquiring,
  path: '/get/activity',
  validateSearch: readActivitySearch,
  component: lazyPage(() => withWords(import('#pages/activity-page.tsx'), 'acquisition'), 'ActivityPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyPage(() => withWords(import('#pages/welcome-page.tsx'), 'start'), 'WelcomePage'),
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
  component: lazyPage(() => withWords(import('#pages/sign-in-page.tsx'), 'start'), 'SignInPage'),
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
  component: lazyPage(() => withWords(import('#pages/sign-up-page.tsx'), 'start'), 'SignUpPage'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context: { client } }) => {
    const state = await client.ensureQueryData(webState)
    if (!state.needsSetup && !state.user) throw redirect({ to: '/sign-in' })
    if (state.user && !state.user.isAdmin) throw redirect({ to: '/' })
  },
  component: lazyPage(() => withWords(import('#pages/setup-page.tsx'), 'start'), 'SetupPage'),
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
    defaultErrorComponent: BrokenPart,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
