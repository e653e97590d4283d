/** Library contract 35; the name is part of the wire. */
export const SESSION_COOKIE = 'biblioteka_token'

/** One cookie out of a `Cookie` header; undefined where it is not there. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at < 0 || part.slice(0, at).trim() !== name) continue
    const value = part.slice(at + 1).trim()
    return value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
  }
  return undefined
}

/** The line that sets the session; it ends with the browser. The path is `/`, so one sign-in serves every surface. */
export function sessionCookie(token: string, isSecure: boolean): string {
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}

/** The line that removes it. */
export function clearedSessionCookie(isSecure: boolean): string {
  const expiry = 'Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT'
  return `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; ${expiry}${isSecure ? '; Secure' : ''}`
}
