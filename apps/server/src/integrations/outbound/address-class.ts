import { isIPv4, isIPv6 } from 'node:net'

/** What kind of place an address leads to. */
export type AddressClass =
  | 'unspecified'
  | 'loopback'
  | 'link-local'
  | 'metadata'
  | 'private'
  | 'multicast'
  | 'reserved'
  | 'public'

interface Range {
  kind: AddressClass
  prefix: readonly number[]
  bits: number
}

const ranges = (kind: AddressClass, ...blocks: string[]): Range[] =>
  blocks.map((block) => {
    const [address = '', bits = ''] = block.split('/')
    return { kind, prefix: address.includes(':') ? bytesOfIPv6(address) : bytesOfIPv4(address), bits: Number(bits) }
  })

/** The first match counts. After the special-purpose registry of IANA, with the places where clouds answer for themselves. */
const IPV4: readonly Range[] = [
  ...ranges('metadata', '169.254.169.254/32', '100.100.100.200/32', '168.63.129.16/32', '192.0.0.192/32'),
  ...ranges('unspecified', '0.0.0.0/8'),
  ...ranges('loopback', '127.0.0.0/8'),
  ...ranges('link-local', '169.254.0.0/16'),
  // 100.64/10 is what providers and overlay networks share among their own.
  ...ranges('private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'),
  ...ranges('multicast', '224.0.0.0/4'),
  ...ranges('reserved', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24'),
  ...ranges('reserved', '203.0.113.0/24', '240.0.0.0/4'),
]

const IPV6: readonly Range[] = [
  ...ranges('metadata', 'fd00:ec2::254/128', 'fd20:ce::254/128'),
  ...ranges('unspecified', '::/128'),
  ...ranges('loopback', '::1/128'),
  ...ranges('link-local', 'fe80::/10'),
  ...ranges('private', 'fc00::/7', 'fec0::/10'),
  ...ranges('multicast', 'ff00::/8'),
  // Teredo and other protocol assignments, documentation.
  ...ranges('reserved', '2001::/23', '2001:db8::/32', '3fff::/20'),
  ...ranges('public', '2000::/3'),
]

/** Where an IPv6 address holds an IPv4 address that is the real destination, and at which byte. */
const EMBEDDINGS: readonly { range: Range; at: number }[] = [
  { block: '::ffff:0:0/96', at: 12 },
  { block: '::ffff:0:0:0/96', at: 12 },
  { block: '64:ff9b::/96', at: 12 },
  { block: '2002::/16', at: 2 },
].flatMap(({ block, at }) => ranges('reserved', block).map((range) => ({ range, at })))

/** `::a.b.c.d`, long out of use; `::` and `::1` are no such addresses. */
const COMPATIBLE = ranges('reserved', '::/96')[0] as Range

/**
 * Says what an address is. IPv6 addresses that stand for an IPv4 address (mapped, translated, NAT64, 6to4) are judged
 * as that address; what is no global unicast address and nothing known is `reserved`.
 * @param address as `net.isIP` takes it; anything else is `reserved`
 */
export function classOfAddress(address: string): AddressClass {
  if (isIPv4(address)) return classIn(IPV4, bytesOfIPv4(address)) ?? 'public'
  if (!isIPv6(address)) return 'reserved'
  const bytes = bytesOfIPv6(address)
  const embedding = EMBEDDINGS.find(({ range }) => isIn(range, bytes))
  if (embedding) return classOfAddress(bytes.slice(embedding.at, embedding.at + 4).join('.'))
  const kind = classIn(IPV6, bytes)
  if (kind) return kind
  return isIn(COMPATIBLE, bytes) ? classOfAddress(bytes.slice(12).join('.')) : 'reserved'
}

const classIn = (known: readonly Range[], bytes: readonly number[]) => known.find((range) => isIn(range, bytes))?.kind

function isIn({ prefix, bits }: Range, bytes: readonly number[]): boolean {
  for (let at = 0; at * 8 < bits; at++) {
    const mask = bits - at * 8 >= 8 ? 0xff : 0xff & (0xff << (8 - (bits - at * 8)))
    if (((prefix[at] ?? 0) & mask) !== ((bytes[at] ?? 0) & mask)) return false
  }
  return true
}

function bytesOfIPv4(address: string): number[] {
  return address.split('.').map(Number)
}

function bytesOfIPv6(address: string): number[] {
  const [text = ''] = address.split('%')
  const [head = '', tail] = text.split('::')
  const before = bytesOfGroups(head)
  if (tail === undefined) return before
  const after = bytesOfGroups(tail)
  return [...before, ...new Array<number>(16 - before.length - after.length).fill(0), ...after]
}

function bytesOfGroups(groups: string): number[] {
  if (groups === '') return []
  return groups.split(':').flatMap((group) => {
    if (group.includes('.')) return bytesOfIPv4(group)
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  })
}
