import { type Static, Type } from 'typebox'
import { Maybe } from '../common.ts'
import { endpoint } from '../endpoint.ts'

const tag = 'Web app'

/** What stands between a device and the server, each with words of its own in the pages. */
export const Hindrance = Type.Enum([
  'unreachable',
  'slow',
  'refused-here',
  'certificate',
  'redirect',
  'sign-in-page',
  'not-found',
  'odd-answer',
  'authorization',
  'challenge',
  'scheme',
  'host',
  'proxy-untrusted',
  'body-limit',
  'range',
  'address-differs',
])
export type Hindrance = Static<typeof Hindrance>

export const DeviceTest = Type.Object({
  /** The address that was called. */
  address: Type.String(),
  findings: Type.Array(
    Type.Object({
      hindrance: Hindrance,
      /** It keeps devices out; otherwise it makes something worse. */
      isSevere: Type.Boolean(),
      /** Which address below the server answered so, and what it said: a status, a code of the certificate, a name. */
      path: Type.String(),
      detail: Type.String(),
    }),
  ),
})
export type DeviceTest = Static<typeof DeviceTest>

export const testDeviceAddress = endpoint({
  method: 'POST',
  path: '/api/web/device-test',
  summary: 'The server calls itself from outside, as reading devices would, and says what a proxy spoils',
  description:
    'It calls the address that an administrator has set, or else the one that the page of the caller was loaded from. Addresses inside the network are called for administrators, or where the address was set.',
  tag,
  access: 'jwt',
  isLimited: true,
  body: Type.Object({
    /** Under which the browser has the page: `https://books.example.net/books`. */
    address: Maybe(Type.String({ maxLength: 500 })),
  }),
  response: DeviceTest,
})

/** What arrived of a request. It says to a caller what a proxy made of their own headers, and nothing else. */
export const Echo = Type.Object({
  app: Type.Literal('colophon'),
  hasAuthorization: Type.Boolean(),
  hasDeviceHeaders: Type.Boolean(),
  hasRange: Type.Boolean(),
  host: Type.String(),
  forwardedProto: Type.String(),
  forwardedHost: Type.String(),
  /** The other end of the connection is a proxy that an administrator has named. */
  isFromTrustedProxy: Type.Boolean(),
  bodyBytes: Type.Integer(),
})
export type Echo = Static<typeof Echo>

const summary = 'What arrived of a request, for finding out what a proxy changes'

export const readEcho = endpoint({
  method: 'GET',
  path: '/kosync/echo',
  summary,
  tag,
  access: 'public',
  isLimited: true,
  response: Echo,
})

export const sendEcho = endpoint({
  method: 'PUT',
  path: '/kosync/echo',
  summary,
  tag,
  access: 'public',
  isLimited: true,
  bodyLimit: 4 * 1024 * 1024,
  body: Type.Object({ filling: Type.String() }),
  response: Echo,
})
