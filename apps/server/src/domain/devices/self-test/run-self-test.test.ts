import { expect, it } from 'vitest'
import { type Arrived, runSelfTest } from './run-self-test.ts'
import type { SelfAnswer } from './self-caller.ts'

const json = (status: number, told: object): SelfAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(told),
})
const whole: Arrived = {
  hasAuthorization: true,
  hasDeviceHeaders: true,
  hasRange: true,
  host: 'books.test',
  forwardedProto: 'https',
  forwardedHost: '',
  isFromTrustedProxy: true,
  bodyBytes: 0,
}

/** What is found behind https where a request arrives like this. */
async function found(arrived: Partial<Arrived>, { isSet = false, challenge = 'Basic realm="x"' } = {}) {
  const findings = await runSelfTest(
    {
      async call(address) {
        if (address.endsWith('/kosync/healthcheck')) return json(200, { state: 'OK' })
        if (address.endsWith('/kosync/echo')) return json(200, { app: 'colophon', ...whole, ...arrived })
        const answer = json(401, {})
        return { ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } }
      },
    },
    { address: 'https://books.test', isSet, mayBePrivate: false, hasSurface: () => true },
  )
  return findings.map(({ hindrance }) => hindrance)
}

it('finds nothing where everything arrives', async () => {
  expect(await found({})).toEqual([])
})

it('finds that links would begin with http', async () => {
  expect(await found({ forwardedProto: '' })).toEqual(['scheme'])
  expect(await found({ forwardedProto: 'http' })).toEqual(['scheme'])
  expect(await found({ isFromTrustedProxy: false })).toEqual(['proxy-untrusted'])
})

it('believes the host that a proxy tells of, with and without its port', async () => {
  expect(await found({ host: 'inside:8080', forwardedHost: 'Books.test:443' })).toEqual([])
  expect(await found({ host: 'inside:8080' })).toEqual(['host'])
})

it('does not mind what proxies tell where the address was set', async () => {
  expect(await found({ host: 'inside', forwardedProto: '', isFromTrustedProxy: false }, { isSet: true })).toEqual([])
})

it('finds a catalogue that does not say how to sign in', async () => {
  expect(await found({}, { challenge: '' })).toEqual(['challenge'])
})
