import { BlockList, isIP } from 'node:net'
import { invalid } from '#kernel/errors.ts'

/** Tells the address of a client from that of a proxy which an administrator has named. */
export interface ClientAddress {
  /** @param peer the other end of the connection @param forwardedFor every `X-Forwarded-For`, joined by commas */
  of(peer: string, forwardedFor: string | undefined): string
  /** Whether the other end is such a proxy. */
  isProxy(peer: string): boolean
}

const plain = (address: string) => (address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address)

function addRange(list: BlockList, range: string) {
  const [address = '', bits] = range.split('/')
  const kind = isIP(address)
  const most = kind === 4 ? 32 : 128
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (kind === 0 || prefix < 0 || prefix > most) {
    throw invalid('config.trusted-proxies', `"${range}" is no network such as 10.0.0.0/8 or fd00::/8`)
  }
  list.addSubnet(address, prefix, kind === 4 ? 'ipv4' : 'ipv6')
}

/**
 * @param trusted networks of proxies (library contract 2.7); nobody else's `X-Forwarded-For` is believed
 * @throws DomainError `invalid` naming the entry that is no network
 */
export function clientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = new BlockList()
  for (const range of trusted) addRange(proxies, range)
  const isTrusted = (address: string) => {
    const kind = isIP(address)
    return kind !== 0 && proxies.check(address, kind === 4 ? 'ipv4' : 'ipv6')
  }
  return {
    isProxy: (rawPeer) => trusted.length > 0 && isTrusted(plain(rawPeer)),
    of(rawPeer, forwardedFor) {
      const peer = plain(rawPeer)
      if (trusted.length === 0 || forwardedFor === undefined || !isTrusted(peer)) return peer
      const hops = forwardedFor
        .split(',')
        .map((hop) => plain(hop.trim()))
        .filter((hop) => hop !== '')
      for (const hop of hops.reverse()) {
        // A hop that is no address is taken as the client: whoever wrote it, it was not a proxy of ours.
        if (!isTrusted(hop)) return hop
      }
      return hops.at(-1) ?? peer
    },
  }
}
