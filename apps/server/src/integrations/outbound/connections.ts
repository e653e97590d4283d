import type { Socket } from 'node:net'
import type { buildConnector, Dispatcher } from 'undici'
import { checkAddress, type Policy } from './policy.ts'
import { guardedLookup, type Resolver } from './resolve.ts'

const CONNECT_MS = 10_000
const IDLE_MS = 4_000
const PER_ORIGIN = 6

/** Connections by policy: one that was opened under a wide policy is never used under a narrow one. */
export interface Connections {
  of(policy: Policy): Promise<Dispatcher>
  close(): Promise<void>
}

export function openConnections(resolver: Resolver): Connections {
  const opened = new Map<Policy, Promise<Dispatcher>>()
  return {
    of(policy) {
      const known = opened.get(policy) ?? openAgent(policy, resolver)
      opened.set(policy, known)
      return known
    },
    async close() {
      const agents = await Promise.all(opened.values())
      opened.clear()
      await Promise.all(agents.map((agent) => agent.destroy()))
    },
  }
}

/** Loaded with the first call: a start should not wait for what few ask for. */
async function openAgent(policy: Policy, resolver: Resolver): Promise<Dispatcher> {
  const { Agent, buildConnector } = await import('undici')
  const connect = buildConnector({ timeout: CONNECT_MS, allowH2: false, lookup: guardedLookup(policy, resolver) })
  return new Agent({
    connect: checked(connect, policy),
    connections: PER_ORIGIN,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  })
}

/** Looks at the other end once more before a byte is sent: names are checked by the lookup, literal addresses go past it. */
function checked(connect: buildConnector.connector, policy: Policy): buildConnector.connector {
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null)
      try {
        checkAddress((socket as Socket).remoteAddress ?? '', policy)
        callback(null, socket)
      } catch (refusal) {
        ;(socket as Socket).destroy()
        callback(refusal as Error, null)
      }
    })
}
