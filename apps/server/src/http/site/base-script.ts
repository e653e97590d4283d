import type { FastifyInstance } from 'fastify'

/** `GET /__bindery_base.js`: tells pages of other makers below which path the server lives (acquisition contract 1.1). */
export function baseScriptRoute(app: FastifyInstance, urlBase: string): void {
  // A part of a path holds no `<`, but what stands in a script has to be written so that nothing can end it.
  const script = `window.__BINDERY_BASE__ = ${JSON.stringify(urlBase).replaceAll('<', '\\u003c')};\n`
  app.get('/__bindery_base.js', (_request, reply) =>
    reply.headers({ 'cache-control': 'no-cache' }).type('text/javascript; charset=utf-8').send(script),
  )
}
