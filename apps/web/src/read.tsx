import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { address, basePath } from '#api/address.ts'
import { createQueryClient } from '#api/query-client.ts'
import { forbidBookScripts } from '#features/reader/frame-sandbox.ts'
import { startTranslations } from '#i18n/translations.ts'
import { openedFile } from '#pages/opened-file.ts'
import { ReaderPage } from '#pages/reader-page.tsx'
import { untilSeen } from '#pages/readers.ts'
import './styles/app.css'
import './styles/reader.css'

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
await Promise.race([isOpened, untilSeen])
const element = document.getElementById('root')
if (!element) throw new Error('read.html has no element for the reader')
createRoot(element).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ReaderPage fileId={fileId} startAt={new URLSearchParams(location.search).get('at')} />
    </QueryClientProvider>
  </StrictMode>,
)
