import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { languageCode } from '#domain/catalog/language-code.ts'
import type { ProviderSettings } from '#domain/metadata/metadata-sources.ts'
import type { MetadataProvider, ProviderId } from '#domain/metadata/provider.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { createOutbound } from '../../outbound/outbound.ts'
import { createMetadataSources, type MetadataSourcesDeps } from '../index.ts'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

export interface Played {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A recorded answer of a provider. */
export const recorded = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')

/** A provider on this machine that gives recorded answers; what it does not know is not there. */
export async function playProvider(id: ProviderId, answer: (asked: Asked) => Played | string | undefined) {
  const asked: Asked[] = []
  let respond = answer
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here')
    const { method = 'GET', headers } = request
    const question = { method, path: pathname, query: searchParams, headers, body: Buffer.concat(parts).toString() }
    asked.push(question)
    const found = respond(question) ?? { status: 404, body: '{"error":"notfound"}' }
    const { status = 200, headers: told = {}, body = '' } = typeof found === 'string' ? { body: found } : found
    response.writeHead(status, told).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const outbound = createOutbound({ userAgent: 'Colophon/test (+https://example.org)', logger: silentLogger })

  return {
    address,
    asked,
    answerWith(next: typeof answer) {
      respond = next
    },
    sources: (deps: Partial<MetadataSourcesDeps> = {}) =>
      createMetadataSources({
        outbound,
        clock: systemClock,
        logger: silentLogger,
        languageCode,
        addresses: { [id]: address },
        ...deps,
      }),
    /** The adapter, with nothing remembered. */
    open(settings: ProviderSettings = {}, deps: Partial<MetadataSourcesDeps> = {}): MetadataProvider {
      const found = this.sources(deps)
        .enabled(settings)
        .find((provider) => provider.id === id)
      if (!found) throw new Error(`${id} is not enabled`)
      return found
    },
    async close() {
      await outbound.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
