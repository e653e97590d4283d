import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, notFound } from '#kernel/errors.ts'
import { contentDisposition } from './content-disposition.ts'
import { mimeType } from './mime-types.ts'
import { type ByteRange, readRanges } from './ranges.ts'

export interface SentFile {
  /** Where it really is, links followed and checked by the caller. */
  path: string
  fileType: string
  fileName: string
  disposition: 'attachment' | 'inline'
  /** Where the surface calls it by another name than the others. */
  type?: string
  /** How long others may keep it; asked about at every use unless said. */
  caching?: string
  /** Its name is told in full even where that is plain ASCII. */
  isNamedTwice?: boolean
  /** Who asks for several ranges gets the whole file: small clients cannot take answers in parts. */
  hasOneRangeOnly?: boolean
}

/**
 * Sends a file: conditional requests, one range or several, without ever holding more than a piece of it in memory.
 * @param onSend told before the first byte of content goes out
 * @throws not-found where it is not on disk any more, unsatisfiable for ranges that do not lie in it
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: SentFile,
  onSend: () => void = () => {},
): Promise<FastifyReply> {
  const handle = await openPlain(file.path)
  try {
    const { size, mtimeMs } = await handle.stat()
    const modified = Math.floor(mtimeMs / 1000) * 1000
    const tag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`
    const type = file.type ?? mimeType(file.fileType)
    reply.headers({
      'content-type': type,
      'content-disposition': contentDisposition(file.disposition, file.fileName, file.isNamedTwice),
      'accept-ranges': 'bytes',
      'last-modified': new Date(modified).toUTCString(),
      etag: tag,
      'cache-control': file.caching ?? 'private, no-cache',
    })
    const verdict = precondition(request, tag, modified)
    if (verdict !== undefined) {
      await handle.close()
      return reply.code(verdict).removeHeader('content-type').removeHeader('content-disposition').send()
    }
    if (request.method === 'HEAD') {
      await handle.close()
      return reply.header('content-length', size).send()
    }
    const ranges = rangesOf(request, file, { tag, modified, size })
    if (ranges?.length === 0) {
      reply.header('content-range', `bytes */${size}`)
      reply.removeHeader('content-type').removeHeader('content-disposition')
      throw new DomainError('unsatisfiable', 'file.range', 'the range is not within the file')
    }
    onSend()
    return ranges ? sendRanges(reply, handle, ranges, size, type) : sendAll(reply, handle, size)
  } catch (error) {
    await handle.close().catch(() => undefined)
    throw error
  }
}

function rangesOf(
  request: FastifyRequest,
  { hasOneRangeOnly = false }: SentFile,
  { tag, modified, size }: { tag: string; modified: number; size: number },
): ByteRange[] | undefined {
  const { range } = request.headers
  if (!isRangeStillGood(request, tag, modified) || (hasOneRangeOnly && range?.includes(','))) return undefined
  return readRanges(range, size)
}

async function openPlain(path: string): Promise<FileHandle> {
  try {
    // The path is a real one, so a link at its end was put there after the check.
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
  } catch (error) {
    throw notFound('file', error)
  }
  throw notFound('file', path)
}

/** What conditional headers decide before a range is looked at (RFC 9110, 13.2.2). */
function precondition({ headers }: FastifyRequest, tag: string, modified: number): 304 | 412 | undefined {
  const ifMatch = headers['if-match']
  const ifUnmodified = instantOf(headers['if-unmodified-since'])
  if (ifMatch !== undefined) {
    if (!tagsIn(ifMatch).includes(tag) && ifMatch.trim() !== '*') return 412
  } else if (ifUnmodified !== undefined && modified > ifUnmodified) return 412
  const ifNoneMatch = headers['if-none-match']
  const ifModified = instantOf(headers['if-modified-since'])
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() === '*' || tagsIn(ifNoneMatch).includes(tag)) return 304
  } else if (ifModified !== undefined && modified <= ifModified) return 304
  return undefined
}

/** If-Range: a range of another state of the file would be glued to the wrong beginning. */
function isRangeStillGood({ headers }: FastifyRequest, tag: string, modified: number): boolean {
  const condition = headers['if-range']
  if (condition === undefined || Array.isArray(condition)) return true
  return condition.trim().startsWith('"') ? condition.trim() === tag : instantOf(condition) === modified
}

const tagsIn = (header: string) => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))

function instantOf(header: string | undefined): number | undefined {
  const at = header === undefined ? Number.NaN : Date.parse(header)
  return Number.isNaN(at) ? undefined : at
}

function sendAll(reply: FastifyReply, handle: FileHandle, size: number): FastifyReply {
  return reply.header('content-length', size).send(piece(handle, { start: 0, end: size - 1 }, true))
}

function sendRanges(
  reply: FastifyReply,
  handle: FileHandle,
  ranges: ByteRange[],
  size: number,
  type: string,
): FastifyReply {
  reply.code(206)
  const [only] = ranges
  if (only && ranges.length === 1) {
    return reply
      .header('content-range', `bytes ${only.start}-${only.end}/${size}`)
      .header('content-length', only.end - only.start + 1)
      .send(piece(handle, only, true))
  }
  const boundary = randomBytes(12).toString('hex')
  const heads = ranges.map(
    ({ start, end }) =>
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${start}-${end}/${size}\r\n\r\n`,
  )
  const tail = `\r\n--${boundary}--\r\n`
  const length = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0) + heads.join('').length + tail.length
  async function* parts() {
    try {
      for (const [index, range] of ranges.entries()) {
        yield Buffer.from(heads[index] ?? '')
        yield* piece(handle, range, false)
      }
      yield Buffer.from(tail)
    } finally {
      await handle.close()
    }
  }
  return reply
    .header('content-type', `multipart/byteranges; boundary=${boundary}`)
    .header('content-length', length)
    .send(Readable.from(parts(), { objectMode: false }))
}

function piece(handle: FileHandle, { start, end }: ByteRange, isLast: boolean): Readable {
  if (end < start) {
    return Readable.from(
      (async function* () {
        await handle.close()
        yield Buffer.alloc(0)
      })(),
      { objectMode: false },
    )
  }
  return handle.createReadStream({ start, end, autoClose: isLast, highWaterMark: 256 * 1024 })
}
