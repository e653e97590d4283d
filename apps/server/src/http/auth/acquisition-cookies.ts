/** Names on the wire of the acquisition surface (contract 2.6, 2.8). */
export const ACQUISITION_SESSION = 'bindery_session'
const CSRF = 'bindery_csrf'

interface CookieOptions {
  isSecure: boolean
  seconds: number
}

const secure = (isSecure: boolean) => (isSecure ? '; Secure' : '')

/** @param expires set where the browser shall keep it beyond its own end, also old browsers */
export function acquisitionSessionCookie(
  value: string,
  { isSecure, seconds, expires }: CookieOptions & { expires?: Date | undefined },
): string {
  const until = expires ? `; Expires=${expires.toUTCString()}` : ''
  return `${ACQUISITION_SESSION}=${value}; Path=/; Max-Age=${seconds}${until}; HttpOnly; SameSite=Lax${secure(isSecure)}`
}

export const clearedAcquisitionSession = (isSecure: boolean): string =>
  `${ACQUISITION_SESSION}=; Path=/; Max-Age=-1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax${secure(isSecure)}`

/** Read by the scripts of our pages, which send it back in a header; the server never looks at this cookie. */
export const csrfCookie = (token: string, { isSecure, seconds }: CookieOptions): string =>
  `${CSRF}=${token}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure(isSecure)}`
