import type { FastifyRequest } from 'fastify'
import type { Db } from '#database/open.ts'
import type { ImageTokens } from '#domain/devices/image-tokens.ts'
import { signInByOpds } from '#domain/devices/opds-sign-in.ts'
import type { VerifiedSecrets } from '#domain/devices/verified-secrets.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { DomainError } from '#kernel/errors.ts'
import { ACQUISITION_SESSION } from './acquisition-cookies.ts'
import type { AcquisitionDoor } from './acquisition-door.ts'
import { readBasic } from './basic.ts'
import { readCookie, SESSION_COOKIE } from './cookies.ts'
import type { Credential } from './credential.ts'

/** Library contract 35. */
const API_KEY_PREFIX = 'bib_'

/** One way into the catalogue of reading apps: who comes by it, or nothing where it does not apply or does not open. */
type Door = (request: FastifyRequest) => Promise<Principal | undefined>

export interface OpdsDoorDeps {
  db: Db
  verified: VerifiedSecrets
  imageTokens: ImageTokens
  /** Session tokens and API keys, as everywhere else. */
  identify(credential: Credential): Promise<Principal>
  /** The ways in to the acquisition surface. */
  acquisition: Pick<AcquisitionDoor, 'admit' | 'byKey'>
}

/**
 * The ways in, in the order in which they are tried; the first that opens decides (device contract A.2).
 * @param takesImageToken for pictures, which some apps fetch without signing in
 */
export function opdsDoors(
  { db, verified, imageTokens, identify, acquisition }: OpdsDoorDeps,
  takesImageToken: boolean,
): Door[] {
  const byCredential = (token: string | undefined, from: Credential['from']) =>
    token === undefined || token === '' ? Promise.resolve(undefined) : opened(identify({ token, from }))
  const byKey = (key: unknown) =>
    byCredential(typeof key === 'string' && key.startsWith(API_KEY_PREFIX) ? key : undefined, 'header')

  const bearer: Door = ({ headers }) =>
    byCredential(/^Bearer\s+(\S+)\s*$/.exec(headers.authorization ?? '')?.[1], 'header')
  const keyHeader: Door = ({ headers }) => byKey(headers['x-api-key'])
  const keyInQuery: Door = ({ query }) => byKey(valueOf(query, 'apikey'))
  const cookie: Door = ({ headers }) => byCredential(readCookie(headers.cookie, SESSION_COOKIE), 'cookie')
  const imageToken: Door = async ({ query }) => {
    const token = valueOf(query, 't')
    return typeof token === 'string' ? imageTokens.check(token) : undefined
  }
  const basicWithKey: Door = ({ headers }) => byKey(readBasic(headers.authorization)?.password)
  /** Its session or key; last of all, a network or proxy that is trusted, or a house that is open. */
  const ofAcquisition: Door = async (request) => somebody(await opened(acquisition.admit(request, 'acquisition')))
  const keyedToAcquisition: Door = async (request) => {
    const { headers, query } = request
    const isKeyed = headers['x-api-key'] !== undefined || valueOf(query, 'apikey') !== undefined
    return isKeyed || readCookie(headers.cookie, ACQUISITION_SESSION) ? ofAcquisition(request) : undefined
  }
  const basicWithAcquisitionKey: Door = async ({ headers }) => {
    const key = readBasic(headers.authorization)?.password
    return key ? somebody(await acquisition.byKey(key)) : undefined
  }
  const basic: Door = async ({ headers }) => {
    const attempt = readBasic(headers.authorization)
    return attempt && attempt.password !== '' ? signInByOpds({ db, verified }, attempt) : undefined
  }
  return [
    ...[bearer, keyHeader, keyInQuery, cookie, keyedToAcquisition],
    ...(takesImageToken ? [imageToken] : []),
    ...[basicWithKey, basicWithAcquisitionKey, basic, ofAcquisition],
  ]
}

/** A key is good before there is an account; a catalogue is always somebody's. */
const somebody = (principal: Principal | undefined) => (principal?.userId ? principal : undefined)

async function opened(principal: Promise<Principal>): Promise<Principal | undefined> {
  try {
    return await principal
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

const valueOf = (query: unknown, name: string): unknown => (query as Record<string, unknown>)[name]
