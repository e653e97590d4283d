import type { FastifyReply, FastifyRequest } from 'fastify'
import { takesGzip } from '../compression.ts'
import { sendError } from '../errors.ts'
import { pathOf } from '../path-of.ts'
import { contentPolicy, readerPolicy } from '../security-headers.ts'
import { listFiles, type StaticFile } from './files.ts'
import { loadPage, type Page } from './pages.ts'

/** Names of built assets carry a hash of their content. */
const FOREVER = 'public, max-age=31536000, immutable'
/** The reader's page, and what it is built as. */
const READER = /^\/read(\.html$|\/)/
const BUILT_PAGES = new Set(['/index.html', '/read.html'])

export interface WebApp {
  /** The policy of everything on this server that has none of its own. */
  policy: string
  /** Answers a GET that belongs to no interface. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
}

/** The built web app below a URL base: its files, the reader's page, and its one page for every other address. */
export function openWebApp(webRoot: string, urlBase: string, frameAncestors: string): WebApp {
  const index = loadPage(webRoot, 'index.html', urlBase)
  const reader = loadPage(webRoot, 'read.html', urlBase)
  const readerHeader = readerPolicy(reader.scriptHashes)
  const files = listFiles(webRoot)
  return {
    policy: contentPolicy(index.scriptHashes, frameAncestors),
    async answer(request, reply) {
      const path = pathOf(request.url)
      const file = BUILT_PAGES.has(path) ? undefined : files.get(path)
      if (file) return sendFile(request, reply, file, path.startsWith('/assets/') ? FOREVER : 'no-cache')
      // A missing script that came back as a page would only hide what is wrong.
      if (path.startsWith('/assets/')) return sendError(reply, 404, 'there is no such file')
      if (!READER.test(path)) return sendPage(request, reply, index)
      reply.header('content-security-policy', readerHeader)
      return sendPage(request, reply, reader)
    },
  }
}

function sendPage(request: FastifyRequest, reply: FastifyReply, { html, etag }: Page): FastifyReply {
  reply.headers({ 'cache-control': 'no-cache', etag })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.code(200).type('text/html; charset=utf-8').send(html)
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: StaticFile, caching: string) {
  const isPacked = file.isPackable && takesGzip(request.headers['accept-encoding'])
  const fixed = { 'cache-control': caching, etag: file.etag, ...(file.isPackable ? { vary: 'Accept-Encoding' } : {}) }
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).headers(fixed).send()
  const bytes = await file.read(isPacked).catch(() => null)
  // The pages were built anew under a running server: a reload brings the new ones.
  if (!bytes) return sendError(reply, 404, 'this file was replaced; reload the page')
  if (isPacked) reply.header('content-encoding', 'gzip')
  return reply.code(200).headers(fixed).type(file.type).send(bytes)
}
