import { describe, expect, it } from 'vitest'
import { checkUrl, type Policy } from './policy.ts'

const everywhere = [
  'http://8.8.8.8/',
  'https://[2606:4700:4700::1111]:8443/a?b',
  'https://books.example/x',
  'HTTP://EXAMPLE.ORG',
]
const onlyHere = [
  'http://localhost:8080/',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://a.localhost/',
  'http://LOCALHOST./',
]
const inTheHouse = ['http://10.0.0.1/', 'http://192.168.1.1:8080/', 'http://172.20.0.1', 'http://[fd00::1]/']
const nowhere = [
  ...[
    'ftp://example.com/a',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'not a url',
    '',
    'http://',
  ],
  ...['http://user@example.com/', 'http://user:secret@example.com/', 'http://:secret@example.com/'],
  ...['http://169.254.169.254/latest', 'http://[fe80::1]/', 'http://0.0.0.0/', 'http://0/', 'http://[::]/'],
  ...['http://metadata.google.internal/', 'http://METADATA.google.internal./', 'http://[fd00:ec2::254]/'],
  ...['http://224.0.0.1/', 'http://255.255.255.255/', 'http://[::ffff:169.254.169.254]/'],
]
/** What the parser of addresses understands, we judge by what it means. */
const disguised = [
  ...['http://2130706433/', 'http://0x7f.0.0.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://127.0.0.1./'],
  ...['http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://１２７.０.０.１/', 'http://loca\tlhost/'],
]

const cases: [policy: Policy, allowed: string[], refused: string[]][] = [
  ['strict', everywhere, [...onlyHere, ...disguised, ...inTheHouse, ...nowhere]],
  ['lan', [...everywhere, ...inTheHouse], [...onlyHere, ...disguised, ...nowhere]],
  ['lan+loopback', [...everywhere, ...inTheHouse, ...onlyHere, ...disguised], nowhere],
]

describe.each(cases)('under the policy %s', (policy, allowed, refused) => {
  it.each(allowed)('%s may be called', (address) => expect(checkUrl(address, policy)).toBeInstanceOf(URL))

  it.each(refused)('%j is refused', (address) => {
    expect(() => checkUrl(address, policy)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'outbound.refused' }),
    )
    expect(() => checkUrl(address, policy)).toThrow(/^url not allowed: /)
  })
})
