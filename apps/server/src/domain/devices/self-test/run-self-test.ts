import { randomBytes } from 'node:crypto'
import type { SelfAnswer, SelfCall, SelfCaller, SelfFailure } from './self-caller.ts'

export type Hindrance =
  | SelfFailure['failure']
  | 'sign-in-page'
  | 'not-found'
  | 'odd-answer'
  | 'authorization'
  | 'challenge'
  | 'scheme'
  | 'host'
  | 'proxy-untrusted'
  | 'body-limit'
  | 'range'
  | 'address-differs'

export interface Finding {
  hindrance: Hindrance
  isSevere: boolean
  path: string
  detail: string
}

/** What the server says of a request as it arrived. */
export interface Arrived {
  hasAuthorization: boolean
  hasDeviceHeaders: boolean
  hasRange: boolean
  host: string
  forwardedProto: string
  forwardedHost: string
  isFromTrustedProxy: boolean
  bodyBytes: number
}

export interface SelfTest {
  /** Without a slash at its end. */
  address: string
  /** An administrator has set it, so that links are made from it and from no header. */
  isSet: boolean
  mayBePrivate: boolean
  /** Whether this server answers there at all. */
  hasSurface(path: string): boolean
}

/** As reading devices send: nobody's password, and nothing that opens anything. */
const nothing = () => randomBytes(9).toString('hex')
const BODY_BYTES = 1_500_000
const ECHO = '/kosync/echo'
const HEALTH = '/kosync/healthcheck'

/**
 * Calls the own address as a KOReader, a reading app and a Kobo would, and tells what stands between them and the server.
 * Each call asks for something that answers without an account, so no secret leaves the server.
 */
export async function runSelfTest(
  caller: SelfCaller,
  { address, isSet, mayBePrivate, hasSurface }: SelfTest,
): Promise<Finding[]> {
  const findings: Finding[] = []
  const find = (hindrance: Hindrance, path: string, detail = '', isSevere = true) =>
    findings.push({ hindrance, isSevere, path, detail })
  const ask = (path: string, call: Omit<SelfCall, 'mayBePrivate'> = {}) =>
    caller.call(address + path, { ...call, mayBePrivate })

  /** An answer that came from this server; undefined, and a finding, for any other. */
  async function ours(path: string, expected: number, call: Omit<SelfCall, 'mayBePrivate'> = {}) {
    const answer = await ask(path, call)
    if ('failure' in answer) {
      find(answer.failure, path, answer.detail)
      return undefined
    }
    if (answer.status === expected && !isPage(answer)) return answer
    if (isPage(answer)) find('sign-in-page', path, String(answer.status))
    else find(answer.status === 404 ? 'not-found' : 'odd-answer', path, String(answer.status))
    return undefined
  }

  const health = await ours(HEALTH, 200, { headers: { accept: 'application/json' } })
  if (!health && (await isPrefixUnknown(caller, { address, mayBePrivate }))) {
    return [{ hindrance: 'not-found', isSevere: true, path: HEALTH, detail: new URL(address).pathname }]
  }
  // Where nothing answers at all, every further question would fail in the same way.
  if (!health && findings.some(({ hindrance }) => !ANSWERED.has(hindrance))) return findings

  const echoed = await ask(ECHO, {
    headers: {
      authorization: `Basic ${Buffer.from(`${nothing()}:${nothing()}`).toString('base64')}`,
      'x-auth-user': nothing(),
      'x-auth-key': nothing(),
      range: 'bytes=0-9',
    },
  })
  const arrived = arrivedOf(echoed)
  if (arrived) judgeArrival(arrived, { address, isSet }, find)

  const large = await ask(ECHO, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ filling: 'x'.repeat(BODY_BYTES) }),
  })
  if (arrived && 'status' in large && large.status === 413) find('body-limit', ECHO, '413', false)

  await ours('/kosync/users/auth', 401, { headers: { accept: 'application/vnd.koreader.v1+json' } })
  const catalogue = hasSurface('/opds') ? await ours('/opds', 401) : undefined
  if (catalogue && !/^basic\b/i.test(catalogue.headers['www-authenticate'] ?? '')) find('challenge', '/opds')
  if (hasSurface('/kobo/:token/v1/initialization')) await ours(`/kobo/${nothing()}/v1/initialization`, 401)
  return findings
}

/**
 * Whether this server answers at the root of an address that has a prefix: then it does not know the prefix and takes
 * everything below it for one of its pages, which looks like the page of a proxy.
 */
async function isPrefixUnknown(
  caller: SelfCaller,
  { address, mayBePrivate }: Pick<SelfTest, 'address' | 'mayBePrivate'>,
): Promise<boolean> {
  const { origin, pathname } = new URL(address)
  if (pathname === '/') return false
  const answer = await caller.call(origin + HEALTH, { mayBePrivate })
  return 'status' in answer && answer.status === 200 && !isPage(answer)
}

/** Something answered, only not what should. */
const ANSWERED = new Set<Hindrance>(['redirect', 'sign-in-page', 'not-found', 'odd-answer'])

/** A page for people, where a device expects data: mostly the sign-in of a proxy. */
const isPage = ({ headers, text }: SelfAnswer): boolean =>
  (headers['content-type'] ?? '').includes('text/html') || /^\s*<(!doctype html|html)\b/i.test(text)

function arrivedOf(answer: SelfAnswer | SelfFailure): Arrived | undefined {
  if (!('status' in answer) || answer.status !== 200) return undefined
  try {
    const told: unknown = JSON.parse(answer.text)
    return isArrived(told) ? told : undefined
  } catch {
    return undefined
  }
}

const isArrived = (told: unknown): told is Arrived & { app: 'colophon' } =>
  typeof told === 'object' && told !== null && 'app' in told && told.app === 'colophon'

function judgeArrival(
  arrived: Arrived,
  { address, isSet }: { address: string; isSet: boolean },
  find: (hindrance: Hindrance, path: string, detail?: string, isSevere?: boolean) => void,
): void {
  if (!arrived.hasAuthorization) find('authorization', ECHO, 'Authorization')
  if (!arrived.hasDeviceHeaders) find('authorization', ECHO, 'x-auth-user, x-auth-key')
  if (!arrived.hasRange) find('range', ECHO, 'Range', false)
  // Links are made from the address that was set, whatever a proxy tells.
  if (isSet) return
  const { protocol, host } = new URL(address)
  const seen = arrived.forwardedHost || arrived.host
  if (withoutPort(seen) !== withoutPort(host)) find('host', ECHO, seen)
  if (protocol !== 'https:') return
  if (arrived.forwardedProto.toLowerCase() !== 'https') find('scheme', ECHO, arrived.forwardedProto)
  else if (!arrived.isFromTrustedProxy) find('proxy-untrusted', ECHO)
}

const withoutPort = (host: string) => host.toLowerCase().replace(/:\d+$/, '')
