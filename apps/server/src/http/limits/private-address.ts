import { BlockList, isIP } from 'node:net'

const home = new BlockList()
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const) {
  home.addSubnet(network, bits, 'ipv4')
}
home.addSubnet('fc00::', 7, 'ipv6')
home.addSubnet('fe80::', 10, 'ipv6')
home.addAddress('::1', 'ipv6')

/** Whether an address is of a local network or this machine (acquisition contract 2.4); what is no address is not. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.split('%', 1)[0] ?? ''
  const kind = isIP(plain)
  return kind !== 0 && home.check(plain, kind === 4 ? 'ipv4' : 'ipv6')
}
