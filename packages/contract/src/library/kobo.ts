import { type Static, Type } from 'typebox'
import { Id, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Kobo'

/** What a reader receives and how, by the names of the wire. */
export const KoboSettings = Type.Object({
  scope: Type.Enum(['all', 'lists', 'libraries']),
  list_ids: Type.Array(Id, { description: 'With the scope `lists`: whose books are sent.' }),
  library_ids: Type.Array(Id, { description: 'With the scope `libraries`: whose books are sent.' }),
  collection_ids: Type.Array(Id, { description: 'Reading lists that are collections on the reader.' }),
  convert: Type.Boolean({ description: 'EPUB files are converted for the reader.' }),
  include_formats: Type.Array(Type.Enum(['epub', 'kepub', 'pdf', 'cbz'])),
  on_file_change: Type.Enum(['keep', 'resend']),
  two_way_progress: Type.Boolean(),
  annotations: Type.Boolean({ description: 'Highlights go from one Kobo to the others, too.' }),
  store_proxy: Type.Boolean({ description: 'What belongs to the shop of the reader is passed on to it.' }),
  delete_means: Type.Enum(['forget', 'remove_from_list']),
  page_size: Type.Integer({ minimum: 10, maximum: 200 }),
})
export type KoboSettings = Static<typeof KoboSettings>

export const KoboToken = Type.Object({
  id: Id,
  user_id: Id,
  name: Type.String(),
  created_at: Timestamp,
})
export const NewKoboToken = Type.Object({
  ...KoboToken.properties,
  token: Type.String({ description: 'Shown this once.' }),
})
const KoboTokenWithSettings = Type.Object({ ...KoboToken.properties, settings: KoboSettings })

const params = Type.Object({ tokenId: Id })
const failures = { 404: 'no such token of the caller' }

export const listKoboTokens = endpoint({
  method: 'GET',
  path: '/api/kobo/tokens',
  summary: 'The own Kobo readers, newest first',
  tag,
  access: 'jwt',
  response: Type.Array(KoboToken),
})

export const createKoboToken = endpoint({
  method: 'POST',
  path: '/api/kobo/tokens',
  summary: 'Make a token for a Kobo reader',
  tag,
  access: 'jwt',
  body: Type.Object({ name: Type.String({ description: '1 to 100 characters.' }) }),
  status: 201,
  response: NewKoboToken,
})

export const changeKoboToken = endpoint({
  method: 'PATCH',
  path: '/api/kobo/tokens/:tokenId',
  summary: 'Rename a reader or change what it receives; settings that are left out stay',
  tag,
  access: 'jwt',
  params,
  body: Type.Object({
    name: Type.Optional(Type.String({ description: '1 to 100 characters.' })),
    settings: Type.Optional(Type.Partial(KoboSettings)),
  }),
  response: KoboTokenWithSettings,
  failures,
})

export const deleteKoboToken = endpoint({
  method: 'DELETE',
  path: '/api/kobo/tokens/:tokenId',
  summary: 'Revoke a token; its reader is refused at once',
  tag,
  access: 'jwt',
  params,
  status: 204,
  failures,
})

export const resendToKobo = endpoint({
  method: 'POST',
  path: '/api/kobo/tokens/:tokenId/resend',
  summary: 'Send books again with the next sync, also those that were removed on the reader',
  tag,
  access: 'jwt',
  params,
  body: Type.Object({
    book_ids: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
    all: Type.Optional(Type.Boolean()),
  }),
  status: 204,
  failures,
})

export const readKoboLedger = endpoint({
  method: 'GET',
  path: '/api/kobo/tokens/:tokenId/ledger',
  summary: 'What the devices of a token hold, as far as it is known here',
  tag,
  access: 'jwt',
  params,
  query: Type.Object({
    /** A whole number; 0 unless said. */
    offset: Type.Optional(Type.Unsafe<string | number>({ type: 'string', pattern: '^\\d{1,9}$' })),
  }),
  response: Type.Array(
    Type.Object({
      device_id: Id,
      device_model: Type.String(),
      book_id: Id,
      title: Type.String(),
      state: Type.Enum(['offered', 'held', 'downloaded', 'removed_by_user', 'tombstoned']),
      format: Type.String(),
      updated_at: Timestamp,
    }),
  ),
  failures,
})
