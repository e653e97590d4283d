import { Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { Book } from './book.ts'
import { Slot } from './media.ts'
import { Download } from './queue.ts'

const tag = 'Acquisition: import by hand'

const said = {
  match: Type.Union([Type.Literal('confident'), Type.Literal('ambiguous'), Type.Literal('none')]),
  parsedTitle: Type.String(),
  parsedAuthor: Type.String(),
  detectedFormat: Slot,
  book: Type.Optional(Book),
  candidates: Type.Optional(Type.Array(Book)),
}

export const ScanItem = Type.Object({ path: Type.String(), name: Type.String(), ...said })

const PathQuery = Type.Object({ path: Type.Optional(Type.String()) })

export const lookUpFile = endpoint({
  method: 'GET',
  path: '/api/v1/queue/manual-import/lookup',
  tag,
  summary: 'Which book a file or folder may be',
  access: 'acquisition-admin',
  query: PathQuery,
  response: Type.Object(said),
})

export const scanFolder = endpoint({
  method: 'GET',
  path: '/api/v1/queue/manual-import/scan',
  tag,
  summary: 'Which books lie below a folder',
  access: 'acquisition-admin',
  query: PathQuery,
  response: Type.Object({ items: Type.Array(ScanItem), truncated: Type.Boolean() }),
})

const HandOrder = Type.Object({
  path: Maybe(Type.String()),
  bookId: Maybe(Type.Integer()),
  format: Maybe(Type.String({ description: '`ebook`, `audiobook`, or empty: as the files are.' })),
})

const failures = { 404: 'No such book.', 409: 'The file belongs to another book.' }

export const importFile = endpoint({
  method: 'POST',
  path: '/api/v1/queue/manual-import',
  tag,
  summary: 'Import a file or folder for a book; goes on in the background',
  access: 'acquisition-admin',
  status: 202,
  body: HandOrder,
  response: Download,
  failures,
})

export const importFiles = endpoint({
  method: 'POST',
  path: '/api/v1/queue/manual-import/batch',
  tag,
  summary: 'Import up to 1,000 files or folders',
  access: 'acquisition-admin',
  status: 202,
  body: Type.Array(HandOrder),
  response: Type.Object({
    results: Type.Array(
      Type.Object({
        path: Type.String(),
        accepted: Type.Boolean(),
        error: Type.Optional(Type.String()),
        downloadId: Type.Optional(Type.Integer()),
      }),
    ),
    accepted: Type.Integer(),
    failed: Type.Integer(),
  }),
})

export const reassignFile = endpoint({
  method: 'POST',
  path: '/api/v1/queue/manual-import/reassign',
  tag,
  summary: 'Give a file to another book',
  access: 'acquisition-admin',
  status: 202,
  body: Type.Object({
    path: Maybe(Type.String()),
    targetBookId: Maybe(Type.Integer()),
    format: Maybe(Type.String()),
  }),
  response: Download,
  failures,
})

export const matchDownload = endpoint({
  method: 'POST',
  path: '/api/v1/queue/manual-import/match',
  tag,
  summary: 'Say which book a failed download is, and import it again',
  access: 'acquisition-admin',
  status: 202,
  body: Type.Object({ downloadId: Maybe(Type.Integer()), bookId: Maybe(Type.Integer()) }),
  response: Type.Object({
    imported: Type.Boolean(),
    retryQueued: Type.Optional(Type.Boolean()),
    located: Type.Optional(Type.Boolean()),
  }),
  failures: { 404: 'No such download or book.', 409: 'Its import has not failed.' },
})
