import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export const fixture = (path: string): Buffer => readFileSync(new URL(`../fixtures/${path}`, import.meta.url))

export interface StubAnswer {
  status?: number
  type?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
}

export interface StubServer {
  url: string
  /** What was asked for, in order. */
  asked: { url: URL; headers: IncomingMessage['headers'] }[]
  /** Decides on answers from now on. */
  answer: (url: URL) => StubAnswer
  close(): Promise<void>
}

/** A server on this machine that answers what a test wants. */
export async function stubServer(): Promise<StubServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', stub.url)
    stub.asked.push({ url, headers: request.headers })
    const { status = 200, type = 'application/rss+xml', headers = {}, body = '' } = stub.answer(url)
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stub: StubServer = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    answer: () => ({ status: 404 }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return stub
}
