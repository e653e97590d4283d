const MASK = '[redacted]'

/** What looks like a credential, with what stands before it kept. */
const LOOKS: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  // In queries of addresses; `r` and `i` are what Usenet indexers call a key and a user.
  [/([?&](?:api_?key|key|token|access_token|auth|passkey|rsskey|r|i|password|secret)=)[^&\s"']+/gi, `$1${MASK}`],
  [
    /((?:api[-_]?key|token|password|passwd|secret|authorization|cookie|\bsid)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
    `$1${MASK}`,
  ],
  // Trackers know people by a part of their address; in magnet links it is the whole of a parameter.
  [/([?&]tr=)[^&\s"']+/gi, `$1${MASK}`],
  [/\/[\w-]{16,}(?=\/announce\b)/gi, `/${MASK}`],
  // Bots of Telegram.
  [/(\/bot)\d+:[\w-]+/gi, `$1${MASK}`],
  // What stands in an address before its host.
  [/(\w:\/\/)[^/\s@]+@/g, `$1${MASK}@`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, MASK],
  // Keys of this server. Shorter ones of the same letters are hashes of files and torrents.
  [/\b[0-9a-f]{48,}\b/gi, MASK],
]

/** Text without what looks like a key, a password or a session: for logs that are shown or handed on. */
export function maskSecrets(text: string): string {
  let masked = text
  for (const [look, instead] of LOOKS) masked = masked.replace(look, instead)
  return masked
}

/** The same for every text in something that is shown as JSON. */
export function maskSecretsIn(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(value)
  if (Array.isArray(value)) return value.map(maskSecretsIn)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskSecretsIn(inner)]))
}
