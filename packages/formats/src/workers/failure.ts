import { UnreadableBook } from '../facts.ts'
import { type Failure, TaskFailed } from './outcome.ts'

const systemErrors: Record<string, [Failure['code'], string]> = {
  ENOENT: ['missing', 'The file is not there any more'],
  ENOTDIR: ['missing', 'The file is not there any more'],
  ELOOP: ['missing', 'The link leads nowhere'],
  EACCES: ['no-access', 'Colophon may not read this file'],
  EPERM: ['no-access', 'Colophon may not read this file'],
  EISDIR: ['wrong-type', 'This is a folder, not a file'],
}

/** Turns whatever a reader threw into data that can cross to another thread. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof UnreadableBook || error instanceof TaskFailed) {
    return { ok: false, code: error.code, message: error.message }
  }
  if (isSystemError(error)) {
    const [code, message] = systemErrors[error.code] ?? [
      'unavailable',
      `The disk did not give the file (${error.code})`,
    ]
    return { ok: false, code, message }
  }
  const reason = error instanceof Error ? error.message : String(error)
  return { ok: false, code: 'damaged', message: `The file could not be understood (${reason.slice(0, 200)})` }
}

/** The other way round: for callers that asked for one thing and insist. */
export function throwFailure({ code, message }: Failure): never {
  switch (code) {
    case 'timeout':
    case 'crashed':
    case 'missing':
    case 'unavailable':
      throw new TaskFailed(code, message)
    default:
      throw new UnreadableBook(code, message)
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}
