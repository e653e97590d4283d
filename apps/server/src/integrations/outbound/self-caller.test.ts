import { expect, it } from 'vitest'
import { unavailable } from '#kernel/errors.ts'
import type { Outbound } from './outbound.ts'
import { selfCaller } from './self-caller.ts'

const failing = (cause: Error): Outbound => ({
  check: async (address) => new URL(address),
  request: async () => {
    throw unavailable('outbound.failed', 'books.test cannot be reached', cause)
  },
  close: async () => {},
})
const coded = (code: string) => Object.assign(new Error(code), { code })
const failureOf = (cause: Error) => selfCaller(failing(cause)).call('https://books.test', { mayBePrivate: false })

it('tells a certificate that is not trusted from a server that is not there', async () => {
  for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED']) {
    expect(await failureOf(new Error('fetch', { cause: coded(code) }))).toEqual({
      failure: 'certificate',
      detail: code,
    })
  }
  expect(await failureOf(coded('ECONNREFUSED'))).toEqual({ failure: 'unreachable', detail: 'ECONNREFUSED' })
})
