/** What kind of trouble a caller is in; each surface maps it to its own status once. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'unsatisfiable'
  | 'too-many'
  | 'unavailable'
  | 'bad-gateway'

/** The only error that is meant for a caller: its message is shown to people, its code is for logs and tests. */
export class DomainError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  /** What else a caller is told, by the names that its surface promises; shown by the acquisition surface alone. */
  readonly details: Readonly<Record<string, unknown>> | undefined
  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    options?: ErrorOptions & { details?: Readonly<Record<string, unknown>> },
  ) {
    super(message, options)
    this.name = 'DomainError'
    this.kind = kind
    this.code = code
    this.details = options?.details
  }
}

export const invalid = (code: string, message: string, cause?: unknown) =>
  new DomainError('invalid', code, message, { cause })

/** @param thing how people call it, e.g. `book`; @param id what was asked for, kept out of the message */
export const notFound = (thing: string, id?: unknown) =>
  new DomainError('not-found', `${thing.replaceAll(' ', '-')}.not-found`, `${thing} not found`, { cause: id })

export const conflict = (code: string, message: string, cause?: unknown) =>
  new DomainError('conflict', code, message, { cause })

export const forbidden = (code: string, message: string) => new DomainError('forbidden', code, message)

export const unauthenticated = (code: string, message: string) => new DomainError('unauthenticated', code, message)

export const unavailable = (code: string, message: string, cause?: unknown) =>
  new DomainError('unavailable', code, message, { cause })
