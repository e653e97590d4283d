import { followEvents, type ServerNews } from '@colophon/contract/web/events.ts'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { addressOf } from './call.ts'

/** What is asked for anew when the server has news of a topic. */
const concerned: Record<string, QueryKey[]> = {
  scan: [['libraries'], ['books']],
  books: [['books'], ['libraries']],
  'books-changed': [['books'], ['libraries']],
  queue: [['acquisition'], ['books']],
  covers: [['books'], ['libraries']],
  problems: [['libraries'], ['concerns']],
  libraries: [['libraries'], ['books']],
  job: [['jobs'], ['concerns']],
  uploads: [['uploads'], ['books']],
  'sessions-ended': [['account']],
  missed: [['libraries'], ['books'], ['jobs'], ['uploads'], ['account'], ['concerns'], ['acquisition']],
}

/** Shows at once what a message says. `data` comes from the server, and is still to be looked at. */
export type NewsHandler = (client: QueryClient, data: unknown) => void

/** A scan has news many times a second; pages hear of them this often. */
const PAUSE_MS = 1_200

/**
 * Follows the news of the server as long as somebody is signed in, so that pages show a scan, new books and jobs without
 * asking again and again. `handlers` take what a message itself says, before anything is asked for. @returns stops
 * following
 */
export function followNews(client: QueryClient, handlers: Record<string, NewsHandler> = {}): () => void {
  const due = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasOpen = false

  const refresh = () => {
    timer = undefined
    for (const queryKey of due.values()) void client.invalidateQueries({ queryKey })
    due.clear()
  }
  const hear = (topic: string) => {
    for (const key of concerned[topic] ?? []) due.set(String(key[0]), key)
    if (due.size > 0) timer ??= setTimeout(refresh, PAUSE_MS)
  }

  const source = new EventSource(addressOf(followEvents))
  source.addEventListener('open', () => {
    // Nothing is repeated after a pause.
    if (wasOpen) hear('missed')
    wasOpen = true
  })
  source.addEventListener('message', (event: MessageEvent<string>) => {
    const news = readNews(event.data)
    if (!news) return
    handlers[news.topic]?.(client, news.data)
    hear(news.topic)
  })
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

function readNews(text: string): ServerNews | undefined {
  try {
    const news: unknown = JSON.parse(text)
    if (typeof news !== 'object' || news === null || !('topic' in news)) return undefined
    return { topic: String(news.topic), data: 'data' in news ? news.data : null }
  } catch {
    return undefined
  }
}
