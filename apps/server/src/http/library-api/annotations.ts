import * as contract from '@colophon/contract/library/annotations.ts'
import type { FastifyInstance } from 'fastify'
import { addAnnotation } from '#domain/annotations/add-annotation.ts'
import { isBlank, textOf } from '#domain/annotations/annotation-rules.ts'
import { type Annotation, annotationsToRead, findAnnotationOrThrow } from '#domain/annotations/annotation-store.ts'
import { deleteAnnotation, replaceText } from '#domain/annotations/change-annotation.ts'
import { findBookKey } from '#domain/catalog/book-store.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'

/** Notes as the library contract knows them (24): a text and a place. */
export function annotationRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, audit } = deps
  const note = (by: Principal, what: 'created' | 'updated' | 'deleted', entityId: string) =>
    audit({ by, action: `annotation.${what}`, entityType: 'annotation', entityId })

  route(app, contract.listBookAnnotations, async ({ params, principal }) => {
    const book = await findBookKey(db, params.bookId)
    return book === undefined ? [] : (await annotationsToRead(db, principal.userId, book)).map(present)
  })

  route(app, contract.createAnnotation, async ({ params, body, principal }) => {
    const { text, locator, groupId } = readBody(body)
    const annotation = await addAnnotation(deps, principal.userId, params.bookId, {
      kind: 'note',
      note: text,
      locator,
      quote: null,
      color: null,
      fraction: null,
      chapter: null,
      fileId: null,
      groupId,
    })
    await note(principal, 'created', annotation.public_id)
    return present(annotation)
  })

  route(app, contract.readAnnotation, async ({ params, principal }) =>
    present(await findAnnotationOrThrow(db, principal.userId, params.annotationId)),
  )

  route(app, contract.replaceAnnotation, async ({ params, body, principal }) => {
    const annotation = await replaceText(deps, principal.userId, params.annotationId, readBody(body))
    await note(principal, 'updated', annotation.public_id)
    return present(annotation)
  })

  route(app, contract.deleteAnnotation, async ({ params, principal }) => {
    await deleteAnnotation(deps, principal.userId, params.annotationId)
    await note(principal, 'deleted', params.annotationId)
  })
}

function readBody({ text, cfi, group_id }: { text: string; cfi?: string | null; group_id?: string | null }) {
  if (isBlank(text)) throw invalid('annotation.text', 'a note needs some text')
  return { text, locator: cfi ?? null, groupId: group_id ?? null }
}

const present = (annotation: Annotation): contract.Annotation => ({
  id: annotation.public_id,
  user_id: annotation.user_public_id,
  book_id: annotation.book_public_id,
  text: textOf(annotation),
  ...(annotation.locator === null ? {} : { cfi: annotation.locator }),
  ...(annotation.group_public_id === null ? {} : { group_id: annotation.group_public_id }),
  user_name: annotation.user_name,
  created_at: wholeSeconds(annotation.created_at),
  updated_at: wholeSeconds(annotation.updated_at),
})
