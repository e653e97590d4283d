export type PasswordStrength = 'short' | 'weak' | 'fair' | 'good' | 'long'

/** Bytes, because that is what the server counts: a letter may be several. */
const sizeOf = (text: string) => new TextEncoder().encode(text).length

const OFTEN = /^(.)\1*$|password|passwort|qwert|asdf|12345|letmein|colophon|welcome|iloveyou|admin/i

/** What to tell somebody who chooses a password: length does more for it than odd characters. */
export function passwordStrength(password: string): PasswordStrength {
  const size = sizeOf(password)
  if (size < 8) return 'short'
  if (size > 72) return 'long'
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length
  const different = new Set(password).size
  if (OFTEN.test(password) || different < 5) return 'weak'
  const worth = Math.min(size, different * 2) + (kinds - 1) * 2
  return worth >= 18 ? 'good' : worth >= 11 ? 'fair' : 'weak'
}

/** Whether the server takes it. */
export const isAcceptable = (password: string): boolean => !['short', 'long'].includes(passwordStrength(password))
