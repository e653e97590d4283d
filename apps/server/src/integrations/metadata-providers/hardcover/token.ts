import { fields, fieldsOf } from '../reading.ts'

/** What people paste as a token: with quotes around it, with the name of the header, with the word in front. */
export function cleanToken(pasted: string): string {
  let token = pasted.trim()
  for (let before = ''; before !== token; ) {
    before = token
    token = token
      .replace(/^(["'`])(.*)\1$/s, '$2')
      .replace(/^authorization\s*:/i, '')
      .replace(/^bearer\s+/i, '')
      .trim()
  }
  return token
}

/** When a token ends, as it says itself; undefined where it does not. */
export function tokenEnd(token: string): Date | undefined {
  const claims = cleanToken(token).split('.')[1]
  if (!claims) return undefined
  try {
    const { exp } = fields(fieldsOf(Buffer.from(claims, 'base64url').toString('utf8')))
    return typeof exp === 'number' && exp > 0 && exp < 1e11 ? new Date(exp * 1000) : undefined
  } catch {
    return undefined
  }
}
