import { connect, type Socket } from 'node:net'

/**
 * One kept-alive connection that asks and counts the bytes of the answer. A general HTTP client needs as much processor
 * time for an answer as the server does, and with two cores it would be half of what is measured.
 */
export class LoadConnection {
  readonly #socket: Socket
  readonly #headers: string
  #waiting: { resolve(status: number): void; reject(error: Error): void } | undefined
  /** The head as far as it has come, then undefined; and what is still to come of the body. */
  #head: Buffer | undefined
  #left = 0
  #status = 0

  constructor({ hostname, port }: URL, headers: Record<string, string>) {
    const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    this.#headers = `${lines.join('\r\n')}\r\n\r\n`
    this.#socket = connect({ port: Number(port), host: hostname.replace(/^\[|\]$/g, ''), noDelay: true })
    this.#socket.on('data', (bytes) => this.#take(bytes))
    this.#socket.on('error', (error) => this.#waiting?.reject(error))
    this.#socket.on('close', () => this.#waiting?.reject(new Error('closed')))
  }

  /** @returns the status, when the whole answer is there */
  get(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#head = Buffer.alloc(0)
      this.#socket.write(`GET ${path} HTTP/1.1\r\n${this.#headers}`)
    })
  }

  close() {
    this.#waiting = undefined
    this.#socket.destroy()
  }

  #take(bytes: Buffer): void {
    if (this.#head) {
      const all = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes])
      const end = all.indexOf('\r\n\r\n')
      this.#head = end < 0 ? all : undefined
      if (end < 0) return
      const head = all.toString('latin1', 0, end)
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
      if (length === undefined) {
        this.#socket.destroy(new Error('an answer without its length'))
        return
      }
      this.#status = Number(head.slice(9, 12))
      this.#left = Number(length) - (all.length - end - 4)
    } else {
      this.#left -= bytes.length
    }
    if (this.#left <= 0) this.#waiting?.resolve(this.#status)
  }
}
