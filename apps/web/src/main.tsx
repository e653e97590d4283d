import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followNews } from '#api/live.ts'
import { createQueryClient } from '#api/query-client.ts'
import { webState } from '#api/session.ts'
import { createAppRouter } from '#app/router.tsx'
import { bookWindow } from '#features/books/book-queries.ts'
import { readBookSearch } from '#features/books/book-search.ts'
import { showScanNews } from '#features/libraries/scan-news.ts'
import { followTheme } from '#features/theme/theme.ts'
import { startTranslations } from '#i18n/translations.ts'
import './styles/app.css'

/** An app that has not all of its first page by then shows what it has, and says what is missing. */
const WHOLE_WITHIN_MS = 1_500

followTheme()
const isSpeaking = startTranslations()

const client: QueryClient = createQueryClient({
  onSignedOut: () => {
    if (!client.getQueryData(webState.queryKey)?.user) return
    lookAgain()
  },
})
const router = createAppRouter(client)
// On its way while the words are, and all else that comes before the first page.
void client.prefetchQuery(webState)

/** Leads somebody who is no longer signed in to the sign-in. */
function lookAgain() {
  void client.refetchQueries({ queryKey: webState.queryKey }).then(() => router.invalidate())
}

let stopNews: (() => void) | undefined
let listener: string | undefined
client.getQueryCache().subscribe(() => {
  const user = client.getQueryData(webState.queryKey)?.user?.id
  if (user === listener) return
  listener = user
  stopNews?.()
  stopNews = user ? followNews(client, { scan: showScanNews, 'sessions-ended': lookAgain }) : undefined
})

await isSpeaking
const element = document.getElementById('root')
if (!element) throw new Error('index.html has no element for the app')
// Where covers are shown already, the app comes in their place with all of its own, and not bit by bit.
if (element.hasChildNodes()) {
  const first = router
    .load()
    .then(() => client.ensureQueryData(bookWindow(readBookSearch(router.state.location.search), 0)))
  await Promise.race([first, new Promise((resolve) => setTimeout(resolve, WHOLE_WITHIN_MS))]).catch(() => undefined)
}
element.dataset.app = ''
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
