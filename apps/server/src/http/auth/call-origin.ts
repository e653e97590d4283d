import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { ClientAddress } from '../limits/client-address.ts'

/** Where a call comes from. Of what a proxy says of it, only that of a named proxy is believed (acquisition contract 2.4). */
export interface CallOrigin {
  isFromProxy(request: FastifyRequest): boolean
  addressOf(request: FastifyRequest): string
  /** By which failures are counted: the same, and what proxies say that name the client in a header of their own. */
  attemptAddressOf(request: FastifyRequest): string
  isHttps(request: FastifyRequest): boolean
  /** Scheme and host under which the caller reached the server. */
  baseOf(request: FastifyRequest): string
}

export const headerText = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)

export function callOrigin(addresses: ClientAddress): CallOrigin {
  const peerOf = (request: FastifyRequest) => request.socket.remoteAddress ?? ''
  const isFromProxy = (request: FastifyRequest) => addresses.isProxy(peerOf(request))
  const forwarded = (request: FastifyRequest, name: string) =>
    isFromProxy(request)
      ? headerText(request.headers[name])?.split(',', 1)[0]?.trim().toLowerCase() || undefined
      : undefined
  const addressOf = (request: FastifyRequest) =>
    addresses.of(peerOf(request), headerText(request.headers['x-forwarded-for']))
  const isHttps = (request: FastifyRequest) =>
    request.protocol === 'https' || forwarded(request, 'x-forwarded-proto') === 'https'
  return {
    isFromProxy,
    addressOf,
    attemptAddressOf(request) {
      if (request.headers['x-forwarded-for'] === undefined) {
        for (const name of ['true-client-ip', 'x-real-ip']) {
          const named = forwarded(request, name)
          if (named !== undefined && isIP(named) !== 0) return named
        }
      }
      return addressOf(request)
    },
    isHttps,
    baseOf(request) {
      const [scheme, host] = [forwarded(request, 'x-forwarded-proto'), forwarded(request, 'x-forwarded-host')]
      if ((scheme === 'https' || scheme === 'http') && host !== undefined) return `${scheme}://${host}`
      return `${request.protocol}://${request.headers.host ?? ''}`
    },
  }
}
