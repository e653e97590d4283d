import * as contract from '@colophon/contract/web/device-test.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { runSelfTest } from '#domain/devices/self-test/run-self-test.ts'
import type { SelfCaller } from '#domain/devices/self-test/self-caller.ts'
import { invalid } from '#kernel/errors.ts'
import { route } from '../route.ts'

interface Deps {
  selfCaller: SelfCaller
  http: { publicUrl: string | null; urlBase: string }
  /** Whether the other end of a connection is a proxy that an administrator has named. */
  isProxy(peer: string): boolean
}

/** The server calls itself from outside, and says of a request what arrived of it. */
export function webDeviceTestRoutes(app: FastifyInstance, { selfCaller, http, isProxy }: Deps): void {
  route(app, contract.testDeviceAddress, async ({ body, principal, request }) => {
    const used = body.address ? cleanAddress(body.address) : undefined
    const set = http.publicUrl === null ? undefined : withBase(http.publicUrl.replace(/\/+$/, ''), http.urlBase)
    if (set === undefined && used !== undefined) refuseForeign(used, request)
    const address = set ?? used
    if (address === undefined) throw invalid('device-test.address', 'say under which address the page was loaded')
    const findings = await runSelfTest(selfCaller, {
      address,
      isSet: set !== undefined,
      mayBePrivate: set !== undefined || principal.isAdmin,
      hasSurface: (path) => app.door.bound.some((endpoint) => endpoint.path === path),
    })
    if (set !== undefined && used !== undefined && set !== used) {
      findings.unshift({ hindrance: 'address-differs', isSevere: false, path: '', detail: used })
    }
    return { address, findings }
  })

  const echo = (request: FastifyRequest, bodyBytes: number): contract.Echo => {
    const { headers } = request
    const first = (name: string) =>
      String(headers[name] ?? '')
        .split(',', 1)[0]
        ?.trim() ?? ''
    return {
      app: 'colophon',
      hasAuthorization: headers.authorization !== undefined,
      hasDeviceHeaders: headers['x-auth-user'] !== undefined && headers['x-auth-key'] !== undefined,
      hasRange: headers.range !== undefined,
      host: first('host'),
      forwardedProto: first('x-forwarded-proto'),
      forwardedHost: first('x-forwarded-host'),
      isFromTrustedProxy: isProxy(request.socket.remoteAddress ?? ''),
      bodyBytes,
    }
  }
  route(app, contract.readEcho, ({ request }) => echo(request, 0))
  route(app, contract.sendEcho, ({ request, body }) => echo(request, body.filling.length))
}

/** @throws invalid for anything but the beginning of an address of a server */
function cleanAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw invalid('device-test.address', 'this is no address of a server')
  }
  return url.href.replace(/\/+$/, '')
}

/**
 * Where no address was set, the one of the page counts. Browsers say themselves where a page came from; a caller who
 * names another place wants this server to call somebody else.
 */
function refuseForeign(address: string, { headers }: FastifyRequest): void {
  if (headers.origin !== undefined && new URL(address).origin === headers.origin) return
  throw invalid('device-test.foreign', 'only the address of this server is tested: open the page there')
}

/** The address of a server below a prefix mostly names the prefix already. */
const withBase = (address: string, urlBase: string) => (address.endsWith(urlBase) ? address : address + urlBase)
