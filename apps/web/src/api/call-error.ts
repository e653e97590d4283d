/** A call that failed, in the words the server gave, or without any where it could not be reached (`status` 0). */
export class CallError extends Error {
  readonly status: number
  /** Seconds to wait, where the server asked for patience. */
  readonly retryAfter: number | undefined

  constructor(status: number, message: string, retryAfter?: number) {
    super(message)
    this.name = 'CallError'
    this.status = status
    this.retryAfter = retryAfter
  }
}

export const isUnreachable = (error: unknown): boolean => error instanceof CallError && error.status === 0
export const isSignedOut = (error: unknown): boolean => error instanceof CallError && error.status === 401
export const isConflict = (error: unknown): boolean => error instanceof CallError && error.status === 409
/** The server will not take it, however often it is sent. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof CallError && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)
export const isNotFound = (error: unknown): boolean => error instanceof CallError && error.status === 404
