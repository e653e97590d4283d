/** `alice@example.com` becomes `a***@example.com`: enough to tell accounts apart in a log, too little to write to. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${email.slice(0, 1)}***${email.slice(at)}`
}
