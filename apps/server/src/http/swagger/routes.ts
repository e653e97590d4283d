import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from '../errors.ts'
import { pathOf } from '../path-of.ts'
import { listFiles, type StaticFile } from '../site/files.ts'
import { openApiDocument } from './document.ts'

/** The API browser starts itself with an inline script (library contract 30.1). */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Colophon API</title>
<link rel="stylesheet" href="swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: 'doc.json', dom_id: '#swagger-ui', deepLinking: true })</script>
</body>
</html>
`
const SERVED = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']

/** The API browser and the description it shows, both from this machine. */
export function swaggerRoutes(app: FastifyInstance, { version, urlBase }: { version: string; urlBase: string }): void {
  let assets: Map<string, StaticFile> | undefined
  let document: string | undefined

  const prepare = (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('content-security-policy', POLICY)
    if (request.headers.origin !== undefined) reply.header('vary', 'Origin')
  }

  app.get('/swagger', async (request, reply) => {
    prepare(request, reply)
    if (!pathOf(request.url).endsWith('/')) return reply.redirect(`${urlBase}/swagger/`, 301)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(PAGE)
  })

  app.get('/swagger/doc.json', async (request, reply) => {
    prepare(request, reply)
    document ??= JSON.stringify(openApiDocument(app.door.bound, { version, urlBase }))
    return reply.type('application/json; charset=utf-8').send(document)
  })

  app.get('/swagger/*', async (request, reply) => {
    prepare(request, reply)
    assets ??= listFiles(uiFolder())
    const path = pathOf(request.url).slice('/swagger'.length)
    const file = SERVED.includes(path) ? assets.get(path) : undefined
    if (!file) return sendError(reply, 404, 'there is nothing at this path')
    return reply
      .type(file.type)
      .header('cache-control', 'public, max-age=3600')
      .send(await file.read(false))
  })
}

const uiFolder = () => join(dirname(fileURLToPath(import.meta.resolve('@fastify/swagger-ui'))), 'static')
