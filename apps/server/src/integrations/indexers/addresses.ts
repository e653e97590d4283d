/** Parameters that hold secrets; never written into a log or a debug record. */
const SECRETS = new Set('apikey api_key key token access_token auth passkey rsskey r i'.split(' '))
const MASK = '***'

/** Where an indexer is, and its key where somebody pasted it together with the address. */
export interface IndexerAddress {
  url: string
  apiKey: string | undefined
}

/** Evens out what people paste: the path of the API is added where it is missing, a key is taken out. */
export function indexerAddress(pasted: string): IndexerAddress {
  const url = new URL(pasted.trim())
  const apiKey = url.searchParams.get('apikey') ?? undefined
  const path = url.pathname.replace(/\/+$/, '')
  url.pathname = path.endsWith('/api') || path.includes('torznab') ? path : `${path}/api`
  url.search = ''
  url.hash = ''
  return { url: url.href, apiKey: apiKey || undefined }
}

/** Puts the key back, for the indexer's own host alone. */
export function withKey(link: string, base: string, apiKey: string): string {
  if (apiKey === '' || !/^https?:/i.test(link) || !URL.canParse(link)) return link
  const url = new URL(link)
  if (url.host !== new URL(base).host || url.searchParams.has('apikey')) return link
  url.searchParams.set('apikey', apiKey)
  return url.href
}

/** An address for logs and debug records: whatever may be a secret is masked. */
export function redacted(link: string | URL): string {
  const url = new URL(link)
  url.username = ''
  url.password = ''
  for (const name of new Set(url.searchParams.keys())) {
    if (SECRETS.has(name.toLowerCase())) url.searchParams.set(name, MASK)
  }
  return url.href
}
