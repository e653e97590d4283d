import { followEvents } from '@colophon/contract/web/events.ts'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { addressOf } from './call.ts'

/** What is asked for anew when the server has news of a topic. */
const concerned: Record<string, QueryKey[]> = {
  scan: [['libraries'], ['books']],
  books: [['books'], ['libraries']],
  'books-changed': [['books'], ['libraries']],
  covers: [['books'], ['libraries']],
  problems: [['libraries']],
  libraries: [['libraries'], ['books']],
  job: [['jobs']],
  missed: [['libraries'], ['books'], ['jobs']],
}

/** A scan has news many times a second; pages hear of them this often. */
const PAUSE_MS = 1_200

/**
 * Follows the news of the server as long as somebody is signed in, so that pages show a scan, new books and jobs without
 * asking again and again. @returns stops following
 */
export function followNews(client: QueryClient): () => void {
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
  source.addEventListener('message', (event: MessageEvent<string>) => hear(topicOf(event.data)))
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

function topicOf(text: string): string {
  try {
    const news: unknown = JSON.parse(text)
    return typeof news === 'object' && news !== null && 'topic' in news ? String(news.topic) : ''
  } catch {
    return ''
  }
}
