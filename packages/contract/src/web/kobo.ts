import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'

/** What a Kobo receives and how. */
export const KoboReaderSettings = Type.Object({
  /** Which books are sent: everything, the books of lists, or those of libraries. */
  scope: Type.Enum(['all', 'lists', 'libraries']),
  /** Reading lists whose books are sent, where the scope is `lists`. */
  listIds: Type.Array(Id),
  libraryIds: Type.Array(Id),
  /** Reading lists that are collections on the reader. */
  collectionIds: Type.Array(Id),
  /** EPUB files are converted for the reader. */
  converts: Type.Boolean(),
  formats: Type.Array(Type.Enum(['epub', 'kepub', 'pdf', 'cbz'])),
  /** Whether a book whose file changed is sent again; its place on the reader is lost then. */
  onFileChange: Type.Enum(['keep', 'resend']),
  /** Places that others told are told to the reader. */
  hasTwoWayProgress: Type.Boolean(),
  /** Highlights go from one Kobo to the others. */
  hasAnnotations: Type.Boolean(),
  /** What belongs to the shop of the reader is passed on to it. */
  hasStoreProxy: Type.Boolean(),
  /** What removing a book on the reader does here. */
  deleteMeans: Type.Enum(['forget', 'remove_from_list']),
  pageSize: Type.Integer({ minimum: 10, maximum: 200 }),
})
export type KoboReaderSettings = Static<typeof KoboReaderSettings>

/** A device that was seen with the token; two readers may share one. */
export const KoboDevice = Type.Object({
  id: Id,
  /** `Kobo Clara BW`; empty where it did not say. */
  model: Type.String(),
  firmware: Type.String(),
  lastSeenAt: Type.String(),
  /** When it last fetched everything there was; null where it never did. */
  lastSyncAt: Nullable(Type.String()),
  /** Books that it holds, and how many of those were downloaded. */
  held: Type.Integer(),
  downloaded: Type.Integer(),
  /** Books that the next sync brings. */
  waiting: Type.Integer(),
  /** Books that were removed on the reader, and are not sent again unless somebody asks for it. */
  removed: Type.Integer(),
})
export type KoboDevice = Static<typeof KoboDevice>

export const KoboReader = Type.Object({
  id: Id,
  name: Type.String(),
  createdAt: Type.String(),
  settings: KoboReaderSettings,
  /** Books that belong on it by its settings. */
  eligible: Type.Integer(),
  /** More books than a reader can carry without becoming slow: lists should be chosen. */
  isTooMany: Type.Boolean(),
  devices: Type.Array(KoboDevice),
})
export type KoboReader = Static<typeof KoboReader>

export const listKoboReaders = endpoint({
  method: 'GET',
  path: '/api/web/kobo-readers',
  summary: 'Your Kobo readers with what they hold, newest first',
  tag,
  access: 'jwt',
  response: Type.Array(KoboReader),
})

export const createKoboReader = endpoint({
  method: 'POST',
  path: '/api/web/kobo-readers',
  summary: 'Add a Kobo reader',
  tag,
  access: 'jwt',
  body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) }),
  status: 201,
  response: Type.Object({
    reader: KoboReader,
    /** Shown this once. */
    token: Type.String(),
    /** What goes into the configuration of the reader: `https://…/kobo/<token>`. */
    address: Type.String(),
    /** The lines for `.kobo/Kobo/Kobo eReader.conf`. */
    configuration: Type.String(),
    /** Whether the address was set by an administrator; one that was guessed may lead elsewhere behind a proxy. */
    isAddressCertain: Type.Boolean(),
  }),
})

const params = Type.Object({ readerId: Id })
const failures = { 404: 'no such reader of yours' }

export const changeKoboReader = endpoint({
  method: 'PATCH',
  path: '/api/web/kobo-readers/:readerId',
  summary: 'Rename a Kobo reader or change what it receives; settings that are left out stay',
  tag,
  access: 'jwt',
  params,
  body: Type.Object({
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    settings: Type.Optional(Type.Partial(KoboReaderSettings)),
  }),
  response: KoboReader,
  failures,
})

export const revokeKoboReader = endpoint({
  method: 'DELETE',
  path: '/api/web/kobo-readers/:readerId',
  summary: 'Revoke a Kobo reader; it is refused at once',
  tag,
  access: 'jwt',
  params,
  status: 204,
  failures,
})

export const resendToKoboReader = endpoint({
  method: 'POST',
  path: '/api/web/kobo-readers/:readerId/resend',
  summary: 'Send books again with the next sync; without a list, all of them',
  tag,
  access: 'jwt',
  params,
  body: Type.Object({ bookIds: Nullable(Type.Array(Id, { maxItems: 1000 })) }),
  status: 204,
  failures,
})

/**
 * How a book stands to a reader. `waiting`: the next sync brings it. `held`: the reader lists it. `downloaded`: its file is there, too.
 * `removed`: somebody took it off the reader. `never`: the settings, or its files, keep it away.
 */
export const KoboStanding = Type.Enum(['waiting', 'held', 'downloaded', 'removed', 'never'])
export type KoboStanding = Static<typeof KoboStanding>

/** Why a book is not on a reader; `null` where it is, or soon will be. */
export const KoboReason = Type.Enum([
  'removed-on-reader',
  'no-file',
  'file-missing',
  'format-not-sent',
  'not-on-a-list',
  'not-in-a-library',
])
export type KoboReason = Static<typeof KoboReason>

export const KoboBook = Type.Object({
  id: Id,
  title: Type.String(),
  authors: Type.Array(Type.String()),
  coverUrl: Nullable(Type.String()),
  standing: KoboStanding,
  reason: Nullable(KoboReason),
  /** `KEPUB`, `EPUB3`, `EPUB3FL`, `PDF`, `CBZ`: as what it is sent; null where it is not. */
  format: Nullable(Type.String()),
  /** Why an EPUB is sent as it is, in words; null where nothing is to be said. */
  note: Nullable(Type.String()),
})
export type KoboBook = Static<typeof KoboBook>

export const listKoboBooks = endpoint({
  method: 'GET',
  path: '/api/web/kobo-readers/:readerId/books',
  summary: 'Books by how they stand to a Kobo reader, 50 at a time, newest first',
  description: 'With `device`, to that device; otherwise to the one that was seen last.',
  tag,
  access: 'jwt',
  params,
  query: Type.Object({
    standing: KoboStanding,
    device: Type.Optional(Id),
    /** `next` of the page before. */
    before: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  response: Type.Object({ items: Type.Array(KoboBook), next: Nullable(Type.String()) }),
  failures,
})

export const readKoboStandings = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId/kobo',
  summary: 'How a book stands to each of your Kobo readers, and why it is not there',
  tag,
  access: 'jwt',
  params: Type.Object({ bookId: Id }),
  response: Type.Array(Type.Object({ readerId: Id, readerName: Type.String(), book: KoboBook })),
  failures: { 404: 'no such book' },
})
