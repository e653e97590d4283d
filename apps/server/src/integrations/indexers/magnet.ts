const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** The hash in a magnet link, as lower-case hex; undefined where it has none. */
export function hashOfMagnet(uri: string): string | undefined {
  const found = /[?&]xt=urn:btih:([a-z0-9]{32,40})(?:&|$)/i.exec(uri)?.[1]
  return found === undefined ? undefined : hexHash(found)
}

/** A hash in hex or in base 32 as lower-case hex; undefined where it is neither. */
export function hexHash(text: string): string | undefined {
  const hash = text.trim().toLowerCase()
  if (/^[0-9a-f]{40}$/.test(hash)) return hash
  if (!/^[a-z2-7]{32}$/.test(hash)) return undefined
  let bits = 0n
  for (const letter of hash) bits = (bits << 5n) | BigInt(BASE32.indexOf(letter))
  return bits.toString(16).padStart(40, '0')
}
