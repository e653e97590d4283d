import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followNews } from '#api/live.ts'
import { createQueryClient } from '#api/query-client.ts'
import { webState } from '#api/session.ts'
import { createAppRouter } from '#app/router.tsx'
import { showScanNews } from '#features/libraries/scan-news.ts'
import { followTheme } from '#features/theme/theme.ts'
import { startTranslations } from '#i18n/translations.ts'
import './styles/app.css'

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
// Where covers are shown already, the app comes in their place with all that it has, and not bit by bit.
if (element.hasChildNodes()) {
  await router.load()
  await Promise.allSettled(
    client
      .getQueryCache()
      .getAll()
      .map((query) => query.promise),
  )
}
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
