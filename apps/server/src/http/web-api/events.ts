import { followEvents } from '@colophon/contract/web/events.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Principal } from '#domain/identity/principal.ts'
import { route } from '#http/route.ts'
import { JOB_TOPIC } from '#jobs/job-news.ts'
import type { Bus, BusMessage } from '#kernel/bus.ts'
import { type EventStream, eventStream } from './event-stream.ts'

const BEAT_MS = 15_000
/** More open pages than anybody has; beyond it the oldest stream of the account ends. */
const STREAMS_PER_USER = 30

/** News for open pages. Rights are looked at again with each beat, so a stream does not outlive its account. */
export function webEventRoutes(
  app: FastifyInstance,
  { bus, beatMs = BEAT_MS }: { bus: Pick<Bus, 'subscribe'>; beatMs?: number },
): void {
  const open = new Map<EventStream, number>()

  route(app, followEvents, ({ principal, request, reply }) => {
    let caller = principal
    makeRoom(open, caller.userId)
    const stream = eventStream(beginAnswer(reply))
    open.set(stream, caller.userId)
    const stopListening = bus.subscribe((message) => {
      if (isFor(message, caller)) stream.send(message)
    })
    const timer = setInterval(() => {
      stream.beat()
      app.door.gate.admit(request, followEvents).then(
        (now) => {
          if (now) caller = now
        },
        () => stream.close(),
      )
    }, beatMs)
    reply.raw.once('close', () => {
      clearInterval(timer)
      stopListening()
      open.delete(stream)
    })
  })

  // Before the server waits for its connections: these would never end by themselves.
  app.addHook('preClose', async () => {
    for (const stream of open.keys()) stream.close()
  })
}

/** What is downloaded is nothing for readers, who stay outside of that part. */
const QUEUE_TOPIC = 'queue'

/** Jobs speak of paths and of what others do, so only administrators hear of them. */
function isFor({ topic, userId }: BusMessage, caller: Principal): boolean {
  if (userId !== undefined) return userId === caller.userId
  if (topic === QUEUE_TOPIC) return caller.role !== 'reader'
  return topic !== JOB_TOPIC || caller.isAdmin
}

function beginAnswer(reply: FastifyReply) {
  reply.header('content-type', 'text/event-stream; charset=utf-8')
  reply.header('cache-control', 'no-store')
  // Proxies that collect answers before they pass them on would keep the news to themselves.
  reply.header('x-accel-buffering', 'no')
  reply.hijack()
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
  return reply.raw
}

function makeRoom(open: Map<EventStream, number>, userId: number): void {
  const own = [...open].filter(([, owner]) => owner === userId)
  if (own.length >= STREAMS_PER_USER) own[0]?.[0].close()
}
