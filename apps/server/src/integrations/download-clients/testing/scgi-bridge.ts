import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'

/** Passes calls of HTTP on to a program that speaks SCGI, as web servers do. Asks for a name and a password. Ended by `close`. */
export async function scgiBridge(target: number, { username, password }: { username: string; password: string }) {
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (request.headers.authorization !== wanted) {
      response.writeHead(401).end()
      return
    }
    const body = Buffer.concat(parts)
    const headers = `CONTENT_LENGTH\0${body.length}\0SCGI\x001\0REQUEST_METHOD\0POST\0REQUEST_URI\0/RPC2\0`
    const socket = connect(target, '127.0.0.1')
    const answer: Buffer[] = []
    socket.on('data', (part) => answer.push(part))
    socket.on('error', () => response.writeHead(502).end())
    socket.on('end', () => {
      const whole = Buffer.concat(answer)
      response.writeHead(200, { 'content-type': 'text/xml' }).end(whole.subarray(whole.indexOf('\r\n\r\n') + 4))
    })
    socket.write(Buffer.concat([Buffer.from(`${headers.length}:${headers},`), body]))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    close: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
