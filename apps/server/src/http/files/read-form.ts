import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError, invalid } from '#kernel/errors.ts'

/** Lets multipart bodies pass to readForm() as they arrive; everything else about bodies stays as it is. */
export function takeForms(app: FastifyInstance): void {
  void app.register(multipart)
}

const FIELD_BYTES = 1024 * 1024
const MOST_FIELDS = 100

/** Text fields of a form by name; of a name that stands twice the first counts. */
export type FormFields = Map<string, string>

/**
 * Reads a form as it arrives. Files are handed over as streams, in their place among the fields, and must be read to
 * their end.
 * @param onFile gets the file and the fields that came before it
 * @throws invalid where the body is no form, too-large where it is larger than allowed
 */
export async function readForm(
  request: FastifyRequest,
  limit: number,
  onFile: (file: MultipartFile, before: FormFields) => Promise<void>,
): Promise<FormFields> {
  const fields: FormFields = new Map()
  let received = 0
  request.raw.on('data', (chunk: Buffer) => {
    received += chunk.length
  })
  try {
    const parts = request.parts({
      limits: { fileSize: limit, fieldSize: FIELD_BYTES, fields: MOST_FIELDS, parts: MOST_FIELDS * 2 },
    })
    for await (const part of parts) {
      if (part.type === 'file') await onFile(part, fields)
      else if (!fields.has(part.fieldname)) fields.set(part.fieldname, String(part.value ?? ''))
      if (received > limit) throw tooLarge(limit)
    }
  } catch (error) {
    throw translated(error, limit)
  }
  return fields
}

/** Refuses by the headers what cannot be a form, or is larger than allowed, before any of it is read. */
export function checkFormHeaders({ headers }: FastifyRequest, limit: number): void {
  if (Number(headers['content-length']) > limit) throw tooLarge(limit)
  if (!/^multipart\/form-data\s*;.*boundary=/is.test(headers['content-type'] ?? '')) throw noForm()
}

const tooLarge = (limit: number) =>
  new DomainError('too-large', 'form.too-large', `the upload is larger than ${Math.round(limit / 1024 ** 2)} MB`)
const noForm = (cause?: unknown) => invalid('form.malformed', 'the body is not a multipart form', cause)

function translated(error: unknown, limit: number): unknown {
  if (error instanceof DomainError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(limit)
  // The parser's own complaints, and a body that ends before its last boundary.
  if (code.startsWith('FST_') || /multipart|boundary|Unexpected end|Part terminated/i.test(String(error))) {
    return noForm(error)
  }
  return error
}
