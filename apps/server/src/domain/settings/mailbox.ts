const LOCAL = /^[\w!#$%&'*+/=?^`{|}~.-]{1,64}$/
const DOMAIN = /^(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u

/** An address of mail, bare: `alice@example.org`. */
export function isMailbox(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && LOCAL.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1)) && !text.includes('..')
}

/**
 * A mailbox, bare or with the name of its owner: `Books <books@example.org>`.
 * @returns undefined for what is none, or holds more than one line
 */
export function parseMailbox(text: string): { name: string; address: string } | undefined {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return undefined
  const clean = text.trim()
  if (isMailbox(clean)) return { name: '', address: clean }
  const named = /^("(?:[^"\\]|\\.)*"|[^"<>@,;:\\[\]()]*)\s*<([^<>\s]+)>$/.exec(clean)
  const address = named?.[2] ?? ''
  if (!named || !isMailbox(address)) return undefined
  const name = (named[1] ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/\\(.)/g, '$1')
  return { name, address }
}
