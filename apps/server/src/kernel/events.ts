/** Something that happened and that a later area may want to react to (see app/reactions.ts). */
export interface DomainEvent<Payload = unknown> {
  readonly kind: 'event'
  readonly name: string
  readonly payload: Payload
}

export interface EventType<Payload> {
  (payload: Payload): DomainEvent<Payload>
  readonly eventName: string
}

/** Declares an event: `export const fileRecorded = defineEvent<{ bookId: number }>('catalog.file-recorded')`. */
export function defineEvent<Payload>(name: string): EventType<Payload> {
  const make = (payload: Payload): DomainEvent<Payload> => ({ kind: 'event', name, payload })
  return Object.assign(make, { eventName: name })
}
