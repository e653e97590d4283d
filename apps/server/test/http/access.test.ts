import { createHmac } from 'node:crypto'
import type { Access, Endpoint } from '@colophon/contract/endpoint.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { setRole } from '#domain/identity/set-role.ts'
import { acquisitionLogin } from '#test/support/acquisition.ts'
import { type Account, type AppWorld, onEveryApp, TEST_INSTALLATION_KEY, TEST_SECRET } from '#test/support/app.ts'

const ORIGIN = { host: 'colophon.test', origin: 'http://colophon.test' }
const FOREIGN = { host: 'colophon.test', origin: 'https://elsewhere.test' }
const UNKNOWN_ID = 'f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0'
const PASSES = 'passes'

type Outcome = typeof PASSES | 401 | 403 | 404
interface Kind {
  headers: Record<string, string>
  expected(endpoint: Endpoint): Outcome
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(claims: object, secret = TEST_SECRET, alg = 'HS256'): string {
  const content = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

const claimsOf = (sub: string) => ({
  sub,
  iss: 'biblioteka',
  aud: 'biblioteka',
  iat: 1,
  exp: Math.floor(Date.now() / 1000) + 60,
})

const bearer = (value: string) => ({ ...ORIGIN, authorization: `Bearer ${value}` })
const cookie = (value: string) => ({ ...ORIGIN, cookie: `theme=dark; biblioteka_token=${value}` })

/** What is open to everybody stays open, whatever somebody sends along. */
const refusedUnlessPublic = ({ access }: Endpoint): Outcome => (access === 'public' ? PASSES : 401)

/** Devices have ways in of their own, and nothing of the library or the web app opens them. */
const hasOwnDoor = (access: Access) => access === 'kosync' || access === 'kobo' || ofAcquisition(access)
const ofAcquisition = (access: Access) => access.startsWith('acquisition')

/** By a way in of the acquisition surface, which opens little else. */
const byAcquisition =
  (outcome: (access: Access) => Outcome) =>
  ({ access }: Endpoint): Outcome =>
    access === 'public' || access === 'picture' || ofReadingApps(access)
      ? PASSES
      : ofAcquisition(access)
        ? outcome(access)
        : 401

const withSession =
  (isAdmin: boolean) =>
  (access: Access): Outcome =>
    access === 'acquisition-key' ? 401 : access === 'acquisition-admin' && !isAdmin ? 403 : PASSES

/** A session without the header or the token that go with changes. */
const withBareSession = (endpoint: Endpoint): Outcome => {
  const outcome = byAcquisition(withSession(true))(endpoint)
  const isChange = endpoint.method !== 'GET'
  return outcome === PASSES && isChange && endpoint.access !== 'public' ? 403 : outcome
}
/** Reading apps come by whatever they can send. */
const ofReadingApps = (access: Access) => access === 'opds' || access === 'opds-image'

const needsAdmin = (access: Access) => access === 'admin' || access === 'admin-jwt'
const isAboveReaders = (access: Access) => needsAdmin(access) || access === 'member'
const takesKeys = (access: Access) =>
  access === 'user' || access === 'member' || access === 'admin' || access === 'picture' || ofReadingApps(access)

const withToken =
  (isAdmin: boolean) =>
  ({ access }: Endpoint): Outcome =>
    hasOwnDoor(access) ? 401 : isAboveReaders(access) && !isAdmin ? 403 : PASSES
const withKey =
  (isAdmin: boolean) =>
  (endpoint: Endpoint): Outcome =>
    endpoint.access === 'public' ? PASSES : takesKeys(endpoint.access) ? withToken(isAdmin)(endpoint) : 401

const fromElsewhere = ({ access, method }: Endpoint): Outcome =>
  hasOwnDoor(access) ? 401 : access === 'public' || method === 'GET' ? PASSES : 403

async function kindsOf(world: AppWorld): Promise<Record<string, Kind>> {
  const keyOf = async (account: Account) =>
    (await account.post('/api/api-keys', { name: 'x' })).json<{ key: string }>().key
  const userKey = await keyOf(world.user)
  const adminKey = await keyOf(world.admin)
  const { user, admin } = world
  const gone = token(claimsOf(UNKNOWN_ID))
  const member = await world.signUp('Mina')
  await setRole(world.deps, { publicId: member.id, role: 'member' })
  const [adminSession, memberSession] = await Promise.all([
    acquisitionLogin(world, admin),
    acquisitionLogin(world, member),
  ])
  const { 'x-csrf-token': _token, ...withoutToken } = adminSession
  return {
    'no credential': { headers: ORIGIN, expected: refusedUnlessPublic },
    'a nonsense token': { headers: bearer('nonsense'), expected: refusedUnlessPublic },
    'a token of another server': {
      headers: bearer(token(claimsOf(admin.id), 'another secret with enough bytes in it')),
      expected: refusedUnlessPublic,
    },
    'a token without signature': {
      headers: bearer(`${encode({ alg: 'none' })}.${encode(claimsOf(admin.id))}.`),
      expected: refusedUnlessPublic,
    },
    'a token that names another algorithm': {
      headers: bearer(token(claimsOf(admin.id), TEST_SECRET, 'HS512')),
      expected: refusedUnlessPublic,
    },
    'a token that has expired': {
      headers: bearer(token({ ...claimsOf(admin.id), exp: Math.floor(Date.now() / 1000) - 1 })),
      expected: refusedUnlessPublic,
    },
    'a token for another audience': {
      headers: bearer(token({ ...claimsOf(admin.id), aud: 'somebody' })),
      expected: refusedUnlessPublic,
    },
    'a token of an account that is gone': {
      headers: bearer(gone),
      expected: ({ access, accountGone }: Endpoint): Outcome => (access === 'public' ? PASSES : (accountGone ?? 401)),
    },
    'a wrong token beside a good cookie': {
      headers: { ...cookie(admin.token), authorization: 'Bearer nonsense' },
      // The first of their ways in that opens decides.
      expected: (endpoint) => (ofReadingApps(endpoint.access) ? PASSES : refusedUnlessPublic(endpoint)),
    },
    'the token of a user': { headers: bearer(user.token), expected: withToken(false) },
    'the cookie of a user': { headers: cookie(user.token), expected: withToken(false) },
    'the API key of a user': { headers: bearer(userKey), expected: withKey(false) },
    'the API key of a user in the cookie': { headers: cookie(userKey), expected: refusedUnlessPublic },
    'the token of an administrator': { headers: bearer(admin.token), expected: withToken(true) },
    'the cookie of an administrator': { headers: cookie(admin.token), expected: withToken(true) },
    'the API key of an administrator': { headers: bearer(adminKey), expected: withKey(true) },
    'the API key of an administrator in the cookie': { headers: cookie(adminKey), expected: refusedUnlessPublic },
    'the cookie of an administrator from a page of another site': {
      headers: { ...cookie(admin.token), ...FOREIGN },
      expected: fromElsewhere,
    },
    'the API key of the installation': {
      headers: { ...ORIGIN, 'x-api-key': TEST_INSTALLATION_KEY },
      expected: byAcquisition(() => PASSES),
    },
    'a wrong API key of the installation': {
      headers: { ...ORIGIN, 'x-api-key': '1f'.repeat(32) },
      expected: refusedUnlessPublic,
    },
    'the API key of the installation as a bearer': {
      headers: bearer(TEST_INSTALLATION_KEY),
      expected: refusedUnlessPublic,
    },
    'the acquisition session of an administrator': {
      headers: { ...ORIGIN, ...adminSession },
      expected: byAcquisition(withSession(true)),
    },
    'the acquisition session of a member': {
      headers: { ...ORIGIN, ...memberSession },
      expected: byAcquisition(withSession(false)),
    },
    'the acquisition session of an administrator without its token': {
      headers: { ...ORIGIN, ...withoutToken },
      expected: withBareSession,
    },
    'the acquisition session of an administrator as from another page': {
      headers: { ...FOREIGN, cookie: adminSession.cookie },
      expected: withBareSession,
    },
    'the acquisition session of an administrator with the token of somebody else': {
      headers: { ...ORIGIN, ...adminSession, 'x-csrf-token': memberSession['x-csrf-token'] },
      expected: withBareSession,
    },
    'a name that no proxy vouches for': {
      headers: { ...ORIGIN, 'x-forwarded-user': admin.email },
      expected: refusedUnlessPublic,
    },
    'the cookie of an administrator from nowhere': {
      headers: { host: ORIGIN.host, cookie: `biblioteka_token=${admin.token}` },
      expected: fromElsewhere,
    },
  }
}

/** These look at where a request comes from although anybody may call them. */
const LOOK_AT_ORIGIN = [
  '/api/auth/logout',
  '/api/web/session',
  ...['login', 'logout', 'setup'].map((name) => `/api/v1/auth/${name}`),
]
const looksAtOrigin = ({ path }: Endpoint) => LOOK_AT_ORIGIN.includes(path)

/** What passes here ends the keys that this table is made with. */
const ENDS_KEYS = ['/api/v1/auth/apikey/regenerate', '/api/v1/auth/session-secret/rotate']

const url = ({ path }: Endpoint) => path.replace(/:\w+/g, UNKNOWN_ID).replace('*', 'x')

onEveryApp('who may call what', (world) => {
  let kinds: Record<string, Kind>
  beforeAll(async () => {
    kinds = await kindsOf(world)
  })

  it('covers every endpoint with every kind of credential', async () => {
    const { bound } = world.app.door
    expect(bound.length).toBeGreaterThan(20)
    const wrong: string[] = []
    for (const endpoint of bound) {
      for (const [kind, { headers, expected }] of Object.entries(kinds)) {
        const outcome = expected(endpoint)
        const isForeign = headers.origin !== ORIGIN.origin
        // An event stream that passes never ends.
        if (
          outcome === PASSES &&
          (endpoint.produces === 'text/event-stream' ||
            ENDS_KEYS.includes(endpoint.path) ||
            (isForeign && looksAtOrigin(endpoint)))
        ) {
          continue
        }
        const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
        const response = await world.app.inject({
          method: endpoint.method,
          url: url(endpoint),
          headers,
          ...(hasBody ? { payload: {} } : {}),
        })
        const { statusCode: status } = response
        const isRight =
          outcome === PASSES
            ? ![401, 403, 405, 500].includes(status) || mayRefuse(endpoint, status)
            : status === outcome
        if (!isRight) wrong.push(`${endpoint.method} ${endpoint.path} with ${kind}: ${status}, wanted ${outcome}`)
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  describe('refusals', () => {
    it('say the same whether or not there is such a thing', async () => {
      const first = await world.anonymous.get(`/api/books/${UNKNOWN_ID}`)
      const second = await world.anonymous.get('/api/libraries/x')
      expect([first.statusCode, first.body]).toEqual([second.statusCode, second.body])
    })

    it('tell nobody why a token is not good', async () => {
      const said = ['a nonsense token', 'a token that has expired'].map((kind) => kinds[kind]?.headers ?? {})
      const [first, second] = await Promise.all(said.map((headers) => world.anonymous.get('/api/auth/me', { headers })))
      expect(first?.body).toBe(second?.body)
    })
  })
})

/** KOReader has no better status for a body that says nothing; it is a pass nevertheless. */
const isRegistration = ({ path }: Endpoint, status: number) => status === 403 && path.endsWith('/users/create')

/** Open to everybody, and yet they refuse what they are sent here. */
const mayRefuse = (endpoint: Endpoint, status: number) =>
  isSignIn(endpoint, status) || isRegistration(endpoint, status) || isAnnotations(endpoint, status)

/** A reader that shows no token of its own is told so: an empty answer would take all highlights off it. */
const isAnnotations = ({ method, path }: Endpoint, status: number) =>
  status === 401 && method === 'GET' && path === '/api/v3/content/:contentId/annotations'

/** Signing in without a password is refused with the status of a missing credential, and is nevertheless a pass. */
const isSignIn = ({ path }: Endpoint, status: number) =>
  status === 401 && (path === '/api/auth/login' || path === '/api/v1/auth/login')
