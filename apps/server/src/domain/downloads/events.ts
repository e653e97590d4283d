import { defineEvent } from '#kernel/events.ts'

/** A download client has taken a release. */
export const downloadGrabbed = defineEvent<{ downloadId: number }>('downloads.grabbed')

/**
 * A download came to nothing. `refused`: no client took it, or it could not be fetched. `reported`: the client says that it
 * failed. `stalled`: nothing came for too long. `removed`: it is gone from the client, so somebody did not want it.
 * `rejected`: somebody looked at what came and wants another one.
 */
export type FailureCause = 'refused' | 'reported' | 'stalled' | 'removed' | 'rejected'

export const downloadFailed = defineEvent<{
  downloadId: number
  message: string
  cause: FailureCause
  isStalled: boolean
}>('downloads.failed')

/** The client is done and its content lies at the `import_path` of the row, as far as it is known. */
export const downloadCompleted = defineEvent<{ downloadId: number }>('downloads.completed')

/** Rows of the queue are new, have moved on or are gone. */
export const queueChanged = defineEvent<{ downloadIds: number[] }>('downloads.queue-changed')

/** A client was added or changed, and nobody has looked yet whether it can be used. */
export const clientSaved = defineEvent<{ clientId: number }>('downloads.client-saved')

/** A client does not work any more, or works again. */
export const clientHealthChanged = defineEvent<{ clientId: number; status: 'ok' | 'error'; message: string }>(
  'downloads.client-health-changed',
)
