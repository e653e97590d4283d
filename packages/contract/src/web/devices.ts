import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'
const Text = Nullable(Type.String())

const SignIn = Nullable(Type.Object({ username: Type.String(), updatedAt: Type.String() }))

/** What reaches the server besides browsers, as far as it is one's own. */
export const Devices = Type.Object({
  /** Where an administrator set the address of the server. */
  publicUrl: Text,
  koreader: Type.Object({
    signIn: SignIn,
    /** Devices that told of a document, the last one first. */
    devices: Type.Array(
      Type.Object({
        name: Type.String(),
        lastSeenAt: Type.String(),
        /** Documents whose last place it told. */
        documents: Type.Integer(),
      }),
    ),
    /** Documents that match no book. */
    unknown: Type.Integer(),
  }),
  opds: Type.Object({
    signIn: SignIn,
    lastDownloadAt: Text,
    /** Different books that were fetched. */
    books: Type.Integer(),
  }),
})
export type Devices = Static<typeof Devices>

export const readDevices = endpoint({
  method: 'GET',
  path: '/api/web/devices',
  summary: 'Your reading devices: what they sign in with, when they were here last, what they fetched',
  tag,
  access: 'user',
  response: Devices,
})

export const UnknownDocument = Type.Object({
  id: Type.String(),
  /** Empty where it did not say. */
  device: Type.String(),
  /** 0 to 1. */
  fraction: Type.Number(),
  at: Type.String(),
  /** What the device says of it, where it says anything. */
  title: Text,
  authors: Text,
  fileName: Text,
})
export type UnknownDocument = Static<typeof UnknownDocument>

export const listUnknownDocuments = endpoint({
  method: 'GET',
  path: '/api/web/unknown-documents',
  summary: 'Documents that a KOReader of yours told of and that match no book, newest first',
  tag,
  access: 'user',
  query: Type.Object({
    /** `next` of the page before. */
    before: Type.Optional(Type.String({ pattern: '^[\\dT:.Z-]{20,30}_\\d{1,15}$' })),
  }),
  response: Type.Object({ items: Type.Array(UnknownDocument), next: Text }),
})

const params = Type.Object({ documentId: Id })

export const linkUnknownDocument = endpoint({
  method: 'PUT',
  path: '/api/web/unknown-documents/:documentId/book',
  summary: 'Say which book a document is: its place joins those of the book, now and from now on',
  tag,
  access: 'user',
  params,
  body: Type.Object({ bookId: Id }),
  status: 204,
  failures: { 404: 'no such document of yours, or no such book', 409: 'it belongs to a book by now' },
})

export const forgetUnknownDocument = endpoint({
  method: 'DELETE',
  path: '/api/web/unknown-documents/:documentId',
  summary: 'Forget a document; it comes back when it is read on',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: { 404: 'no such document of yours without a book' },
})
