import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'
const Numeral = Nullable(Type.Number())
const unreadable = {
  403: 'the file is outside every library',
  415: 'the file is of another kind, locked or damaged; the message says which',
}

export const Playback = Type.Object({
  durationSeconds: Numeral,
  /** The files on disk, in listening order; one for a book in one file. */
  parts: Type.Array(
    Type.Object({
      format: Type.String(),
      sizeBytes: Type.Integer(),
      durationSeconds: Numeral,
    }),
  ),
  /** Over the whole book. */
  chapters: Type.Array(Type.Object({ title: Type.String(), startSeconds: Type.Number(), endSeconds: Numeral })),
})
export type Playback = Static<typeof Playback>

export const readPlayback = endpoint({
  method: 'GET',
  path: '/api/web/book-files/:fileId/playback',
  summary: 'Parts, lengths and chapters of an audiobook',
  tag,
  access: 'user',
  params: Type.Object({ fileId: Id }),
  response: Playback,
  failures: { ...unreadable, 404: 'no such file, or it is not on disk any more' },
})

export const readPart = endpoint({
  method: 'GET',
  path: '/api/web/book-files/:fileId/parts/:position/content',
  summary: 'The bytes of one part of an audiobook, counted from 0; takes byte ranges, counts as no download',
  tag,
  access: 'user',
  params: Type.Object({ fileId: Id, position: Type.String() }),
  produces: 'application/octet-stream',
  failures: { 403: unreadable[403], 404: 'no such file or part, or it is not on disk any more' },
})

export const ComicPages = Type.Object({
  /** Of the file as it is now; a page that is asked for with it never changes. */
  version: Type.String(),
  /** Which way the comic says it is read; null where it does not say. */
  direction: Nullable(Type.Union([Type.Literal('ltr'), Type.Literal('rtl')])),
  /** In reading order; width and height are null where they are known only when the page is there. */
  pages: Type.Array(Type.Object({ width: Numeral, height: Numeral })),
})
export type ComicPages = Static<typeof ComicPages>

export const listComicPages = endpoint({
  method: 'GET',
  path: '/api/web/book-files/:fileId/pages',
  summary: 'The pages of a comic',
  tag,
  access: 'user',
  params: Type.Object({ fileId: Id }),
  response: ComicPages,
  failures: { ...unreadable, 404: 'no such file, or it is not on disk any more' },
})

export const readComicPage = endpoint({
  method: 'GET',
  path: '/api/web/book-files/:fileId/pages/:number',
  summary: 'One page of a comic as a picture, counted from 1',
  tag,
  access: 'user',
  params: Type.Object({ fileId: Id, number: Type.String() }),
  query: Type.Object({
    /** No wider than about this many pixels. */
    width: Type.Optional(Type.Unsafe<string | number>({ type: 'string', pattern: '^[1-9]\\d{0,4}$' })),
    /** As the list of pages gave it: the answer may then be kept for ever. */
    version: Type.Optional(Type.String()),
  }),
  produces: 'image/*',
  failures: { ...unreadable, 404: 'no such file or page, or it is not on disk any more' },
})
