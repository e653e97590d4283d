import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'
import { tokenBucket } from './token-bucket.ts'

describe('the address of a client', () => {
  it.each([
    ['the peer when nobody is trusted', [], '127.0.0.1', '203.0.113.1', '127.0.0.1'],
    ['the peer when it is not trusted', ['10.0.0.0/8'], '192.0.2.1', '203.0.113.1', '192.0.2.1'],
    [
      'the last hop outside the proxies',
      ['10.0.0.0/8'],
      '10.0.0.1',
      '198.51.100.9, 203.0.113.1, 10.1.2.3',
      '203.0.113.1',
    ],
    ['an IPv4 peer written as IPv6', ['127.0.0.0/8'], '::ffff:127.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['an IPv6 proxy', ['fd00::/8'], 'fd00::1', '2001:db8::1', '2001:db8::1'],
    ['a single address as a range', ['10.0.0.1'], '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['a hop that is no address', ['10.0.0.0/8'], '10.0.0.1', '203.0.113.1, unknown', 'unknown'],
    ['the first hop when all are proxies', ['10.0.0.0/8'], '10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.2'],
    ['the peer when the header is empty', ['10.0.0.0/8'], '10.0.0.1', ' , ', '10.0.0.1'],
  ])('is %s', (_, trusted, peer, forwarded, expected) => {
    expect(clientAddress(trusted).of(peer, forwarded)).toBe(expected)
  })

  it.each(['not-a-network', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8x', 'fd00::/129', ''])(
    'refuses %j as a range',
    (range) => {
      expect(() => clientAddress([range])).toThrow('is no network')
    },
  )
})

describe('the bucket', () => {
  it('holds ten, fills by five a second, and is one for each client', () => {
    let now = 0
    const limiter = tokenBucket(() => now)
    const passed = (count: number, client = 'a') =>
      Array.from({ length: count }, () => limiter.take(client)).filter(Boolean).length
    expect(passed(20)).toBe(10)
    now += 1_000
    expect(passed(20)).toBe(5)
    now += 60_000
    expect(passed(20)).toBe(10)
    expect(passed(20, 'b')).toBe(10)
  })
})
