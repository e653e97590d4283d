import { Type } from 'typebox'
import { endpoint, type Method } from '../endpoint.ts'

const tag = 'Kobo'
const AT = '/kobo/:token'
const token = Type.String({ description: 'What was shown when the reader was added.' })
const produces = 'application/json'

/** What a Kobo asks at one of its addresses; answers are those of the protocol, which knows empty objects instead of errors. */
const ask = <const Path extends string, const M extends Method>(method: M, path: Path, summary: string) =>
  endpoint({ method, path: `${AT}${path}`, summary, tag, access: 'kobo', params: Type.Object({ token }), produces })

const book = Type.Object({ token, bookId: Type.String() })
const collection = Type.Object({ token, tagId: Type.String() })

export const withoutToken = endpoint({
  method: 'GET',
  path: '/kobo',
  summary: 'Nothing; people try the address in a browser',
  tag,
  access: 'public',
  hasHead: true,
  response: Type.Object({}),
})
export const tryAddress = ask('GET', '', 'Nothing; people try the address in a browser')

export const initialize = ask('GET', '/v1/initialization', 'Where everything is')
export const signDevice = (how: 'device' | 'refresh' | 'exchange') =>
  ask('POST', `/v1/auth/${how}`, 'What a device shows at the services beside this one')
export const discover = ask('GET', '/oauth/.well-known/openid-configuration', 'Where a device signs in')
export const authorize = endpoint({
  ...ask('GET', '/oauth/authorize', 'A code for signing in'),
  query: Type.Object({ redirect_uri: Type.Optional(Type.String()), state: Type.Optional(Type.String()) }),
})
export const issueToken = (how: 'token' | 'refresh', method: 'GET' | 'POST') =>
  ask(method, `/oauth/${how}`, 'Tokens of a device')
export const userInfo = ask('GET', '/oauth/userinfo', 'Who signed in')
export const keys = ask('GET', '/oauth/jwks', 'No keys')

export const sync = endpoint({
  ...ask('GET', '/v1/library/sync', 'What the device does not know yet'),
  query: Type.Object({ PrioritizeRecentReads: Type.Optional(Type.String()) }),
})
export const readMetadata = endpoint({ ...ask('GET', '/v1/library/:bookId/metadata', 'A book'), params: book })
export const readState = endpoint({
  ...ask('GET', '/v1/library/:bookId/state', 'Where its reader is in a book'),
  params: book,
})
export const tellState = endpoint({
  ...ask('PUT', '/v1/library/:bookId/state', 'Tell where the reader is in a book'),
  params: book,
})
/** Other methods there are answered with an empty list. */
export const nothingAt = (what: 'metadata' | 'state', method: Method) =>
  endpoint({ ...ask(method, `/v1/library/:bookId/${what}`, 'Nothing'), params: book })
export const removeBook = endpoint({
  ...ask('DELETE', '/v1/library/:bookId', 'A book was removed on the device'),
  params: book,
  status: 204,
})

export const addTag = ask('POST', '/v1/library/tags', 'Make a collection')
export const renameTag = endpoint({
  ...ask('PUT', '/v1/library/tags/:tagId', 'Rename a collection'),
  params: collection,
})
export const deleteTag = endpoint({
  ...ask('DELETE', '/v1/library/tags/:tagId', 'Delete a collection'),
  params: collection,
})
export const addTagItems = (name: 'items' | 'Items') =>
  endpoint({ ...ask('POST', `/v1/library/tags/:tagId/${name}`, 'Put books into a collection'), params: collection })
export const deleteTagItems = (name: 'items' | 'Items') =>
  endpoint({
    ...ask('POST', `/v1/library/tags/:tagId/${name}/delete`, 'Take books out of a collection'),
    params: collection,
  })

export const download = (tail: '' | '/:name') =>
  endpoint({
    method: 'GET',
    path: `${AT}/download/:bookId/:format${tail}`,
    summary: 'Fetch a book',
    tag,
    access: 'kobo',
    hasHead: true,
    params: Type.Object({ token, bookId: Type.String(), format: Type.String() }),
    produces: 'application/epub+zip',
  })

export const downloadNothing = endpoint({
  ...ask('GET', '/download/:bookId', 'Fetch a book in no form, which is refused'),
  params: book,
})

/** Every form in which readers ask for a cover. */
export const COVER_PATHS = [
  '/covers/:imageId/:width/:height/:quality/:grey/image.jpg',
  '/covers/:imageId/:width/:height/:grey/image.jpg',
  '/:imageId/:width/:height/:quality/:grey/image.jpg',
  '/:imageId/:width/:height/:grey/image.jpg',
  '/v1/books/:imageId/thumbnail/:width/:height/:quality/:grey/image.jpg',
  '/v1/books/:imageId/thumbnail/:width/:height/:grey/image.jpg',
  '/v1/books/:imageId/:version/thumbnail/:width/:height/:quality/:grey/image.jpg',
  '/v1/books/:imageId/:version/thumbnail/:width/:height/:grey/image.jpg',
] as const

export const readCover = (path: (typeof COVER_PATHS)[number]) =>
  endpoint({
    method: 'GET',
    path: `${AT}${path}`,
    summary: 'A cover in the size of the reader',
    tag,
    access: 'kobo',
    hasHead: true,
    params: Type.Object({
      token,
      imageId: Type.String(),
      width: Type.String(),
      height: Type.String(),
      quality: Type.Optional(Type.String()),
      grey: Type.String(),
    }),
    produces: 'image/jpeg',
  })

export const readProfile = ask('GET', '/v1/user/profile', 'Who the reader is to the shop: nobody')

export const rate = endpoint({
  ...ask('POST', '/v1/products/:bookId/rating/:stars', 'How the reader liked a book'),
  params: Type.Object({ token, bookId: Type.String(), stars: Type.String() }),
})

/** Whatever else a device asks for: the answer is fixed, and never an error. */
export const anythingElse = (method: Method) =>
  endpoint({ ...ask(method, '/*', 'Anything else, which is answered with nothing'), hasHead: method === 'GET' })

const content = Type.Object({ contentId: Type.String() })

/** The services that readers call at the root, with the token of signDevice() (device contract B.13). */
export const checkForChanges = endpoint({
  method: 'POST',
  path: '/api/v3/content/checkforchanges',
  summary: 'Which books have other highlights than the device knows',
  tag,
  access: 'public',
})
export const readAnnotations = endpoint({
  method: 'GET',
  path: '/api/v3/content/:contentId/annotations',
  summary: 'The highlights of a book',
  tag,
  access: 'public',
  params: content,
})
export const tellAnnotations = endpoint({
  method: 'PATCH',
  path: '/api/v3/content/:contentId/annotations',
  summary: 'Tell which highlights were made and removed on the device',
  tag,
  access: 'public',
  params: content,
})
export const userStorage = (method: 'GET' | 'POST') =>
  endpoint({ method, path: '/api/UserStorage/*', summary: 'Nothing is kept there', tag, access: 'public' })
