import type { Writable } from 'node:stream'
import type { BusMessage } from '#kernel/bus.ts'

export interface EventStream {
  send(message: Pick<BusMessage, 'topic' | 'data'>): void
  /** Keeps proxies from taking a silent connection for a dead one. */
  beat(): void
  close(): void
}

const MISSED = { topic: 'missed', data: null }

/**
 * Writes server-sent events to a connection. While the other side does not read, nothing is kept for it: it is told
 * once afterwards that it missed something, so a sleeping browser costs no memory.
 */
export function eventStream(connection: Writable): EventStream {
  let isFull = false
  let hasMissed = false

  const write = (text: string) => {
    if (connection.writableEnded || connection.destroyed) return
    if (!connection.write(text)) isFull = true
  }
  const send: EventStream['send'] = ({ topic, data }) => {
    if (isFull) hasMissed = true
    else write(`data: ${JSON.stringify({ topic, data })}\n\n`)
  }
  connection.on('drain', () => {
    isFull = false
    if (!hasMissed) return
    hasMissed = false
    send(MISSED)
  })
  write('retry: 3000\n\n')
  return {
    send,
    beat: () => {
      if (!isFull) write(': still here\n\n')
    },
    close: () => void connection.end(),
  }
}
