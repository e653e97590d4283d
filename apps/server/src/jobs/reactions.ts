import type { JobRequest } from '#database/open.ts'
import type { BusMessage } from '#kernel/bus.ts'
import type { DomainEvent, EventType } from '#kernel/events.ts'

/** What follows from an event: jobs (kept, in the transaction of the event) or news (for who listens, after it). */
export interface Reaction {
  readonly eventName: string
  jobs(payload: unknown): JobRequest[]
  news(payload: unknown): BusMessage[]
}

/** `when(fileRecorded, ({ bookId }) => [enrichBook.request({ bookId })])`. All of them stand in app/reactions.ts. */
export function when<Payload>(event: EventType<Payload>, jobs: (payload: Payload) => JobRequest[]): Reaction {
  return { eventName: event.eventName, jobs: (payload) => jobs(payload as Payload), news: () => [] }
}

/** `tell(fileRecorded, ({ bookId }) => [{ topic: 'books-changed', data: { bookId } }])`: for open web pages. */
export function tell<Payload>(event: EventType<Payload>, news: (payload: Payload) => BusMessage[]): Reaction {
  return { eventName: event.eventName, jobs: () => [], news: (payload) => news(payload as Payload) }
}

/** Reactions by event, so that an event costs only what follows from it. */
export function reactionsByEvent(reactions: readonly Reaction[]): {
  jobsAfter(event: DomainEvent): JobRequest[]
  newsOf(event: DomainEvent): BusMessage[]
} {
  const byName = Map.groupBy(reactions, (reaction) => reaction.eventName)
  const of = (event: DomainEvent) => byName.get(event.name) ?? []
  return {
    jobsAfter: (event) => of(event).flatMap((reaction) => reaction.jobs(event.payload)),
    newsOf: (event) => of(event).flatMap((reaction) => reaction.news(event.payload)),
  }
}
