import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { address, basePath } from '#api/address.ts'
import { createQueryClient } from '#api/query-client.ts'
import { forbidBookScripts } from '#features/reader/frame-sandbox.ts'
import { startTranslations } from '#i18n/translations.ts'
import { openedFile } from '#pages/opened-file.ts'
import { ReaderPage } from '#pages/reader-page.tsx'
import './styles/app.css'
import './styles/reader.css'

/** For so long nobody sees that a book is being opened. */
const UNSEEN_MS = 300

forbidBookScripts()
const isSpeaking = startTranslations('readers')

const fileId = decodeURIComponent(location.pathname.slice(`${basePath()}read/`.length).replace(/\/$/, ''))
const client = createQueryClient({
  onSignedOut: () => {
    const next = encodeURIComponent(`/read/${fileId}${location.search}`)
    location.assign(address(`/sign-in?next=${next}`))
  },
})

// Before anything is drawn: this is what takes longest.
const isOpened = client.prefetchQuery(openedFile(client, fileId))

await isSpeaking
// What stands there meanwhile is seen only after a while, and drawing it would keep a phone from the book.
await Promise.race([isOpened, new Promise((resolve) => setTimeout(resolve, UNSEEN_MS))])
const element = document.getElementById('root')
if (!element) throw new Error('read.html has no element for the reader')
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ReaderPage fileId={fileId} startAt={new URLSearchParams(location.search).get('at')} />
    </QueryClientProvider>
  </StrictMode>,
)
