import * as contract from '@colophon/contract/web/saved-views.ts'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import {
  deleteView,
  listViews,
  replaceView,
  type SavedView,
  saveView,
  type ViewDeps,
} from '#domain/lists/saved-views.ts'
import { route } from '../route.ts'

/** Views of the library that somebody has named. */
export function savedViewRoutes(app: FastifyInstance, deps: ViewDeps & { db: Db }): void {
  route(app, contract.listSavedViews, async ({ principal }) =>
    (await listViews(deps.db, principal.userId)).map(present),
  )
  route(app, contract.saveView, async ({ body, principal }) =>
    present(await saveView(deps, { ...body, userId: principal.userId })),
  )
  route(app, contract.replaceView, async ({ params, body, principal }) =>
    present(await replaceView(deps, params.viewId, { ...body, userId: principal.userId })),
  )
  route(app, contract.deleteView, ({ params, principal }) =>
    deleteView(deps, { userId: principal.userId, viewId: params.viewId }),
  )
}

const present = ({ public_id, name, view_json }: SavedView): contract.SavedView => ({
  id: public_id,
  name,
  view: view_json,
})
