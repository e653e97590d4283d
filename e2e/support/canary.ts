import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Canary {
  /** An address of somebody else, as far as the app is concerned. */
  origin: string
  /** What was asked for there. */
  calls: string[]
  stop(): Promise<void>
}

/** A place outside that notes whoever calls: nothing that a book says may make a browser do so. */
export async function startCanary(): Promise<Canary> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'content-type': 'text/css', 'access-control-allow-origin': '*' })
    response.end('body { color: red }')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
