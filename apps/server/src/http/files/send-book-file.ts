import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#database/open.ts'
import type { FileRecord } from '#domain/catalog/edit-files.ts'
import { placeInRoots } from '#domain/library/roots.ts'
import { forbidden } from '#kernel/errors.ts'
import { sendFile } from './send-file.ts'

/**
 * Sends the file behind a record, if it really lies in a library as libraries are now.
 * @param onSend told once the file is there and is being sent
 * @throws forbidden where it lies outside, not-found where it is gone
 */
export async function sendBookFile(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileRecord,
  disposition: 'attachment' | 'inline',
  onSend: () => void = () => {},
): Promise<FastifyReply> {
  const place = await placeInRoots(db, file.file_path)
  if (!place) throw forbidden('file.outside', 'the file is outside every library')
  const { file_type: fileType, file_name: fileName } = file
  return sendFile(request, reply, { path: place.real, fileType, fileName, disposition }, onSend)
}
