import type { Endpoint } from '@colophon/contract/endpoint.ts'
import { addressOf } from './call.ts'
import { CallError } from './call-error.ts'

export interface SendOptions {
  params?: Record<string, string>
  /** Fields before the file. */
  fields: Record<string, string>
  file: File
  onProgress(sentBytes: number): void
  signal: AbortSignal
}

/**
 * Sends a file as a form. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 * @returns the answer's JSON, or null
 * @throws CallError, with status 0 where the server cannot be reached; AbortError
 */
export function sendFile(
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  { params, fields, file, onProgress, signal }: SendOptions,
): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  if (signal.aborted) return Promise.reject(signal.reason)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', file, file.name)
  const request = new XMLHttpRequest()
  request.open(endpoint.method, addressOf(endpoint, { params }))
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded }) => onProgress(Math.min(loaded, file.size)))
  request.addEventListener('load', () => {
    if (request.status < 300) resolve(request.response)
    else reject(new CallError(request.status, String((request.response as { error?: unknown } | null)?.error ?? '')))
  })
  request.addEventListener('error', () => reject(new CallError(0, '')))
  request.addEventListener('abort', () => reject(signal.reason))
  const abort = () => request.abort()
  signal.addEventListener('abort', abort)
  request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
  request.send(form)
  return promise
}
