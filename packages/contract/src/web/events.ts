import { type Static, Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

/**
 * One message of the stream: the JSON after `data:`. Topics are the server's (`scan`, `books-changed`, …); `job` reaches
 * administrators only; `missed` says that messages were left out, so what is shown has to be asked for again.
 */
export const ServerNews = Type.Object({ topic: Type.String(), data: Type.Unknown() })
export type ServerNews = Static<typeof ServerNews>

export const followEvents = endpoint({
  method: 'GET',
  path: '/api/web/events',
  summary: 'News as they happen (server-sent events)',
  description: 'Each message is the JSON of `{topic, data}`. Nothing is repeated after a pause: ask again on `open`.',
  tag: 'Web app',
  access: 'user',
  produces: 'text/event-stream',
})
