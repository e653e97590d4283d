import * as contract from '@colophon/contract/library/capture.ts'
import type { FastifyInstance } from 'fastify'
import type { PageFetcher } from '#domain/library/capture-port.ts'
import { requestCapture } from '#domain/library/capture-request.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'

/** Capture of pages of the web (library contract 16.2). */
export function captureRoutes(app: FastifyInstance, deps: CatalogueDeps & { pages: PageFetcher }): void {
  route(app, contract.capturePage, async ({ body, principal }) => {
    const url = body.url.trim()
    const libraryId = body.library_id.trim()
    const said = (text: string | null | undefined) => text?.trim() || null
    await requestCapture(deps, {
      url,
      libraryId,
      userId: principal.userId,
      overrides: {
        title: said(body.title),
        author: said(body.author),
        description: said(body.description),
        language: said(body.language),
        publisher: said(body.publisher),
      },
    })
    await deps.audit({
      by: principal,
      action: 'book.captured',
      entityType: 'book_capture',
      entityId: url,
      metadata: { url, library_id: libraryId },
    })
    return { message: 'URL accepted for capture', url, library_id: libraryId }
  })
}
