import { isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

export interface PublicAddress {
  /** Set by an administrator: always wins. */
  publicUrl: string | null
  urlBase: string
}

const DEFAULT_PORT: Record<string, number> = { http: 80, https: 443 }

/**
 * The address under which a device reaches this server, for what it keeps for weeks: scheme, host, port and base (device contract 0.1).
 * Forwarded headers count from proxies that an administrator trusts alone. Readers leave the port out of `Host`, so it is put back.
 */
export function publicBase({ publicUrl, urlBase }: PublicAddress, request: FastifyRequest): string {
  if (publicUrl !== null) return withBase(publicUrl, urlBase)
  const forwarded = request.server.door.isFromProxy(request) ? forwardedOf(request) : {}
  const scheme = forwarded.proto === 'https' ? 'https' : 'http'
  const named = safeHost(forwarded.host) ?? safeHost(request.headers.host)
  const isForwarded = forwarded.host !== undefined || forwarded.proto !== undefined || forwarded.port !== undefined
  const port = forwarded.port ?? (isForwarded ? undefined : request.socket.localPort)
  const host = named ?? localHost(request)
  const hasPort = /:\d+$/.test(host.replace(/^\[[^\]]*\]/, ''))
  const tail = hasPort || !port || port === DEFAULT_PORT[scheme] ? '' : `:${port}`
  return withBase(`${scheme}://${host}${tail}`, `${forwarded.prefix ?? ''}${urlBase}`)
}

/** An address that was set with the base in it has it once. */
function withBase(address: string, base: string): string {
  return base === '' || address.endsWith(base) ? address : address + base
}

interface Forwarded {
  proto?: string | undefined
  host?: string | undefined
  port?: number | undefined
  prefix?: string | undefined
}

function forwardedOf({ headers }: FastifyRequest): Forwarded {
  const first = (name: string) => {
    const value = headers[name]
    const text = (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim()
    return text === '' ? undefined : text
  }
  const port = Number(first('x-forwarded-port'))
  const prefix = first('x-forwarded-prefix')?.replace(/\/+$/, '')
  return {
    proto: first('x-forwarded-proto')?.toLowerCase(),
    host: first('x-forwarded-host'),
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined,
    prefix: prefix !== undefined && /^(\/[\w.~-]+)+$/.test(prefix) ? prefix : undefined,
  }
}

/** A name or address with an optional port, and nothing that could lead elsewhere. */
const safeHost = (host: string | undefined): string | undefined =>
  host !== undefined && /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host) ? host : undefined

function localHost({ socket }: FastifyRequest): string {
  const address = socket.localAddress ?? 'localhost'
  return isIPv6(address) ? `[${address}]` : address
}
