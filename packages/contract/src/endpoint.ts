import type { Static, TSchema } from 'typebox'

/**
 * Who may call. `user`: any signed-in account, by JWT (header or cookie) or API key. `member`: the same, but not
 * accounts that only read. `jwt`: as `user`, without API keys.
 * `admin` and `admin-jwt`: the same, administrators only. `kosync`: a KOReader by its own sign-in. `kobo`: a Kobo by the token in its path.
 * `opds`: a reading app, by whatever it can send; `opds-image`: the same, and by the token in addresses of pictures.
 * `public`: anybody. `acquisition`, `acquisition-admin`: by the ways in of the acquisition surface (its session, its API
 * key, a trusted network or proxy), the latter administrators only. `acquisition-key`: by its API key alone. `picture`: by
 * the ways in of the acquisition surface, and any signed-in account: whoever may ask for a book sees what it looks like.
 */
export type Access =
  | 'public'
  | 'user'
  | 'member'
  | 'jwt'
  | 'admin'
  | 'admin-jwt'
  | 'picture'
  | DeviceAccess
  | AcquisitionAccess

export type DeviceAccess = 'kosync' | 'kobo' | 'opds' | 'opds-image'
export type AcquisitionAccess = 'acquisition' | 'acquisition-admin' | 'acquisition-key'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * An endpoint as data: the server binds it with `route()`, the web app calls it with `call()`, and the API description
 * is made from it. One description, not three.
 */
export interface Endpoint<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Response extends TSchema = TSchema,
> {
  readonly method: Method
  /** `/api/books/:bookId`; below the URL base. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** Headline in the API description. */
  readonly tag: string
  readonly access: Access
  readonly params?: Params
  /** Query values arrive as text; a lenient endpoint declares them as optional text and reads them itself. */
  readonly query?: Query
  readonly body?: Body
  /** Bytes of JSON that are taken; 1 MiB unless said. */
  readonly bodyLimit?: number
  /** Counts against the limiter of sign-in and its like. */
  readonly isLimited?: boolean
  /** Answers HEAD too; any other endpoint answers 405 to it. */
  readonly hasHead?: boolean
  /** Status where the credential is good but its account is gone; 401 unless said. */
  readonly accountGone?: 404
  /** Status of success; 200 unless said. A 204 has no response. */
  readonly status?: 200 | 201 | 202 | 204
  readonly response?: Response
  /** Set where the answer is not JSON (a file, a picture, an event stream). */
  readonly produces?: string
  /** Set where the body is not JSON. */
  readonly consumes?: 'multipart/form-data'
  /** Statuses besides 400, 401 and 403 that this endpoint gives on purpose, with the reason. */
  readonly failures?: Readonly<Record<number, string>>
}

/** Declares an endpoint and keeps its exact type, from which handlers and calls get theirs. */
export function endpoint<const Description extends Endpoint>(description: Description): Description {
  return description
}

type Of<E, Part extends string> = E extends { readonly [K in Part]: infer Schema extends TSchema }
  ? Static<Schema>
  : undefined
export type ParamsOf<E extends Endpoint> = Of<E, 'params'>
export type QueryOf<E extends Endpoint> = Of<E, 'query'>
export type BodyOf<E extends Endpoint> = Of<E, 'body'>
export type ResponseOf<E extends Endpoint> = Of<E, 'response'>
