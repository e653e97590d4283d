import { uploadBook } from '@colophon/contract/library/upload.ts'
import { address } from './address.ts'
import { CallError } from './call-error.ts'

/**
 * Sends a book file into a library. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 * Throws `CallError`.
 */
export function sendBook(
  file: File,
  libraryId: string,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const form = new FormData()
  form.set('library_id', libraryId)
  form.set('file', file)
  const request = new XMLHttpRequest()
  request.open(uploadBook.method, address(uploadBook.path))
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
  request.addEventListener('load', () => {
    if (request.status < 300) resolve()
    else reject(new CallError(request.status, String((request.response as { error?: unknown } | null)?.error ?? '')))
  })
  request.addEventListener('error', () => reject(new CallError(0, '')))
  request.addEventListener('abort', () => reject(new CallError(0, '')))
  signal.addEventListener('abort', () => request.abort())
  request.send(form)
  return promise
}
