import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dashed, findBookByAnyId } from '#domain/catalog/any-id.ts'
import { InTurn } from '#domain/devices/kobo/in-turn.ts'
import { rateBook } from '#domain/reading/rate-book.ts'
import { deviceKeyOf } from '../auth/device-doors.ts'
import { pathOf } from '../path-of.ts'
import { publicBase } from '../public-base.ts'
import { route } from '../route.ts'
import { answerKoboErrors, sendJson, takeAnyBody } from './answer.ts'
import { addressOf, callerOf, type KoboRouteDeps } from './context.ts'
import { coverRoutes } from './covers.ts'
import { downloadRoutes } from './downloads.ts'
import { fixedAnswer, profile } from './fixed-answers.ts'
import { koboLibraryRoutes } from './library.ts'
import { readingServiceRoutes } from './reading-services.ts'
import { allResources, ownResources } from './resources.ts'
import { signInRoutes, userKeyOf } from './sign-in.ts'
import { passOn, storeResources } from './store.ts'
import { tagRoutes } from './tags.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Sync of Kobo readers (device contract, part B). */
export function koboRoutes(deps: KoboRouteDeps) {
  return async (app: FastifyInstance) => {
    takeAnyBody(app)
    answerKoboErrors(app)
    syncInTurn(app)

    route(app, contract.withoutToken, () => ({}))
    route(app, contract.tryAddress, ({ reply }) => sendJson(reply, {}))
    route(app, contract.initialize, async ({ request, reply }) => {
      const [origin, base] = [publicBase(deps.http, request), addressOf(deps, request)]
      const theirs = await storeResources(deps, request)
      const Resources = theirs ? { ...theirs, ...ownResources(origin, base) } : allResources(origin, base)
      return sendJson(reply.header('x-kobo-apitoken', 'e30='), { Resources })
    })
    signInRoutes(app, deps)
    koboLibraryRoutes(app, deps)
    tagRoutes(app, deps)
    downloadRoutes(app, deps)
    coverRoutes(app, deps)
    readingServiceRoutes(app, deps)

    route(
      app,
      contract.readProfile,
      async ({ request, reply, principal }) =>
        (await passOn(deps, request, reply)) ??
        sendJson(reply, profile(dashed(principal.publicId), userKeyOf(request))),
    )
    route(app, contract.rate, async ({ params, request, reply, principal }) => {
      const { scope } = callerOf(request)
      const book = /^[1-5]$/.test(params.stars) && (await findBookByAnyId(deps, scope, params.bookId))
      if (book) await rateBook(deps, principal.userId, book.public_id, Number(params.stars))
      return sendJson(reply, {})
    })
    for (const method of METHODS) {
      route(app, contract.anythingElse(method), async ({ request, reply }) => {
        const passed = await passOn(deps, request, reply)
        if (passed) return passed
        const path = pathOf(request.url).replace(/^\/kobo\/[^/]+/, '')
        return sendJson(reply, fixedAnswer(path, request))
      })
    }
  }
}

const PATIENCE_MS = 5_000
const SYNC = /^\/kobo\/([^/]+)\/v1\/library\/sync\/?$/

/** Syncs of one device come one after the other, from the first look to the last byte: the second has to see what the first was given. */
function syncInTurn(app: FastifyInstance): void {
  const turns = new InTurn()
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const token = SYNC.exec(pathOf(request.url))?.[1]
    if (token === undefined) return
    const turn = turns.enter(`${token} ${deviceKeyOf(request)}`, PATIENCE_MS)
    const end = () => void turn.then((release) => release())
    reply.raw.once('finish', end).once('close', end)
    await turn
  })
}
