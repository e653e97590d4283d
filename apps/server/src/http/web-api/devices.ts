import * as contract from '@colophon/contract/web/devices.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { fetchedByApps, koreadersOf, signInsOf } from '#domain/devices/own-devices.ts'
import { countUnknown, forgetUnknown, linkUnknown, listUnknown } from '#domain/devices/unknown-documents.ts'
import type { Clock } from '#kernel/clock.ts'
import { route } from '../route.ts'

interface Deps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  http: { publicUrl: string | null }
}

/** The reading devices of the caller, and what of theirs matches no book. */
export function webDeviceRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps

  route(app, contract.readDevices, async ({ principal: { userId } }) => {
    const signIns = await signInsOf(db, userId)
    return {
      publicUrl: deps.http.publicUrl,
      koreader: {
        signIn: signIns.get('kosync') ?? null,
        devices: await koreadersOf(db, userId),
        unknown: await countUnknown(db, userId),
      },
      opds: { signIn: signIns.get('opds') ?? null, ...(await fetchedByApps(db, userId)) },
    }
  })

  route(app, contract.listUnknownDocuments, async ({ query, principal }) => {
    const { documents, next } = await listUnknown(db, principal.userId, query.before)
    return {
      items: documents.map(({ public_id, device, percentage, updated_at, metadata_json: told }) => ({
        id: public_id,
        device,
        fraction: percentage,
        at: updated_at,
        title: told?.title || null,
        authors: told?.authors || null,
        fileName: told?.filename || null,
      })),
      next,
    }
  })

  route(app, contract.linkUnknownDocument, async ({ params, body, principal }) => {
    await linkUnknown(deps, { userId: principal.userId, documentId: params.documentId, bookId: body.bookId })
  })

  route(app, contract.forgetUnknownDocument, async ({ params, principal }) => {
    await forgetUnknown(deps, { userId: principal.userId, documentId: params.documentId })
  })
}
