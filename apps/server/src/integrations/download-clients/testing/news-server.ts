import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

const PART = 8_000

/** Yenc, as articles of Usenet hold files. */
function yenc(name: string, content: Buffer, at: number): Buffer {
  const part = content.subarray(at, at + PART)
  const out: number[] = []
  let column = 0
  for (const byte of part) {
    let coded = (byte + 42) % 256
    const isSpecial = coded === 0 || coded === 10 || coded === 13 || coded === 61 || (column === 0 && coded === 46)
    if (isSpecial) {
      out.push(61)
      coded = (coded + 64) % 256
      column++
    }
    out.push(coded)
    if (++column >= 128) {
      out.push(13, 10)
      column = 0
    }
  }
  const head = `=ybegin part=${at / PART + 1} line=128 size=${content.length} name=${name}\r\n=ypart begin=${at + 1} end=${at + part.length}\r\n`
  return Buffer.concat([
    Buffer.from(head),
    Buffer.from(out),
    Buffer.from(`\r\n=yend size=${part.length} part=${at / PART + 1}\r\n`),
  ])
}

/** A server of Usenet with what tests post to it. Ended by `close`. */
export async function newsServer() {
  const articles = new Map<string, Buffer>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    socket.write('200 ready\r\n')
    let rest = ''
    socket.on('data', (data) => {
      const lines = (rest + data.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) answer(socket, line, articles)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as { port: number }).port,
    /** Posts a file and gives the NZB that lists its articles. @param isComplete false: none of them can be had */
    post(name: string, content: Buffer, isComplete = true): Uint8Array {
      const segments: string[] = []
      for (let at = 0; at < content.length; at += PART) {
        const id = `${name.replace(/\W/g, '')}.${at}@test`
        if (isComplete) articles.set(`<${id}>`, yenc(name, content, at))
        const size = Math.min(PART, content.length - at)
        segments.push(`<segment bytes="${size}" number="${at / PART + 1}">${id}</segment>`)
      }
      return new TextEncoder().encode(
        `<?xml version="1.0" encoding="utf-8"?><nzb xmlns="http://www.newzbin.com/DTD/2003/nzb"><file poster="t@test" date="${Math.floor(Date.now() / 1000) - 86_400}" subject="&quot;${name}&quot; yEnc (1/${segments.length})"><groups><group>alt.test</group></groups><segments>${segments.join('')}</segments></file></nzb>`,
      )
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await once(server.close(), 'close')
    },
  }
}

function answer(socket: Socket, line: string, articles: ReadonlyMap<string, Buffer>): void {
  const [command = '', argument = ''] = line.split(' ')
  switch (command.toUpperCase()) {
    case 'GROUP':
      return void socket.write('211 1 1 1 group\r\n')
    case 'MODE':
      return void socket.write('200 ok\r\n')
    case 'AUTHINFO':
      return void socket.write('281 ok\r\n')
    case 'QUIT':
      return void socket.end('205 bye\r\n')
    case 'STAT':
      return void socket.write(articles.has(argument) ? `223 0 ${argument}\r\n` : '430 none\r\n')
    case 'ARTICLE':
    case 'BODY': {
      const body = articles.get(argument)
      if (!body) return void socket.write('430 none\r\n')
      const isWhole = command.toUpperCase() === 'ARTICLE'
      socket.write(`${isWhole ? 220 : 222} 0 ${argument}\r\n`)
      if (isWhole) socket.write(`Message-ID: ${argument}\r\nSubject: test\r\n\r\n`)
      return void socket.write(Buffer.concat([body, Buffer.from('.\r\n')]))
    }
    default:
      socket.write('500 what\r\n')
  }
}
