import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

export const CLIENT = { id: 'colophon', secret: 'the secret of the client' }

export interface RealProvider {
  issuer: string
  /** What it says of people, by their login. */
  readonly people: Map<string, Record<string, unknown>>
  /** Plays a browser: signs in at the provider and agrees. @returns where it sends the browser back to */
  visit(address: string, login: string): Promise<string>
  close(): Promise<void>
}

/** A real OpenID provider on this machine. */
export async function realProvider(redirectUris: string[]): Promise<RealProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const people = new Map<string, Record<string, unknown>>()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: redirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username', 'name', 'groups'] },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId) }) }),
    features: { devInteractions: { enabled: true } },
  })
  server.on('request', provider.callback())

  async function visit(start: string, login: string): Promise<string> {
    const jar = new Map<string, string>()
    let url = start
    let form: URLSearchParams | undefined
    for (let step = 0; step < 12; step++) {
      const response = await fetch(url, {
        method: form ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form ? { body: form } : {}),
      })
      form = undefined
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';', 1)[0]?.split('=') ?? []
        jar.set(name, value)
      }
      const next = response.headers.get('location')
      if (next) {
        url = new URL(next, url).href
        if (!url.startsWith(issuer)) return url
        continue
      }
      const page = await response.text()
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
      if (!action) throw new Error(`the provider answered ${response.status} ${page.slice(0, 300)}`)
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
      form = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt })
      url = new URL(action.replaceAll('&amp;', '&'), url).href
    }
    throw new Error('the provider leads in circles')
  }

  return {
    issuer,
    people,
    visit,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
