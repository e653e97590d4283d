/** Settings of the library surface, which this one neither shows nor takes (acquisition contract 10.2). */
const LIBRARY = 'library.server.'
const SECRET_ENDS = ['.api_key', '.api_token', '_secret', '.password', '_password', '.client_secret']
/** Secrets that may be written as settings; they are never told back. */
const WRITABLE = new Set([
  'hardcover.api_token',
  'calibre.plugin_api_key',
  'googlebooks.apiKey',
  'google_books_api_key',
])

/** Whether a setting is shown to nobody (acquisition contract 4.29). */
export const isSecretSetting = (key: string): boolean =>
  key === 'auth.mode' ||
  key.startsWith('auth.oidc.') ||
  key.startsWith(LIBRARY) ||
  key.includes('_secret_') ||
  WRITABLE.has(key) ||
  SECRET_ENDS.some((end) => key.endsWith(end))

export const isWritableSecret = (key: string): boolean => WRITABLE.has(key)
