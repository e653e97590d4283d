import { type Account, type AppWorld, type Client, TEST_INSTALLATION_KEY, TEST_PASSWORD } from './app.ts'

/** What a page of ours sends along: the session, the header that no other page can set, the token of the session. */
export type AcquisitionHeaders = { cookie: string; 'x-requested-with': string; 'x-csrf-token': string }

type World = Pick<AppWorld, 'anonymous'>

/** Signs an account in to the acquisition surface. */
export async function acquisitionLogin(
  { anonymous }: World,
  { email }: Pick<Account, 'email'>,
  password = TEST_PASSWORD,
): Promise<AcquisitionHeaders> {
  const response = await anonymous.post('/api/v1/auth/login', { username: email, password })
  if (response.statusCode !== 200) throw new Error(`sign-in answered ${response.statusCode} ${response.body}`)
  return headersOf({ anonymous }, sessionOf(response.headers['set-cookie']))
}

/** The session out of `Set-Cookie` lines, as a `Cookie` header. */
export function sessionOf(lines: string | string[] | number | undefined): string {
  const line = [lines].flat().find((one) => String(one).startsWith('bindery_session='))
  if (line === undefined) throw new Error('no session was given out')
  return String(line).split(';', 1)[0] ?? ''
}

export async function headersOf({ anonymous }: World, cookie: string): Promise<AcquisitionHeaders> {
  const { csrfToken } = (await anonymous.get('/api/v1/auth/csrf', { headers: { cookie } })).json<{
    csrfToken: string
  }>()
  return { cookie, 'x-requested-with': 'bindery-ui', 'x-csrf-token': csrfToken }
}

/** A client with headers of its own. */
export const acquisitionClient = ({ anonymous }: World, headers: Record<string, string>): Client => {
  const send: Client['send'] = (method, url, options = {}) =>
    anonymous.send(method, `/api/v1${url}`, { ...options, headers: { ...headers, ...options.headers } })
  return {
    send,
    get: (url, options) => send('GET', url, options),
    post: (url, payload, options) => send('POST', url, { ...(payload === undefined ? {} : { payload }), ...options }),
    put: (url, payload, options) => send('PUT', url, { ...(payload === undefined ? {} : { payload }), ...options }),
    delete: (url, options) => send('DELETE', url, options),
  }
}

/** A client with the API key of the installation. */
export const byKey = (world: World): Client => acquisitionClient(world, { 'x-api-key': TEST_INSTALLATION_KEY })
