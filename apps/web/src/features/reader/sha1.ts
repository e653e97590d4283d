/**
 * SHA-1, the key of obfuscated fonts. Browsers offer it on https and localhost only, and many a home server is reached
 * by its plain address.
 */
export async function sha1(text: string): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto }
  return subtle ? new Uint8Array(await subtle.digest('SHA-1', bytes)) : digest(bytes)
}

/** FIPS 180-4, section 6.1. */
export function digest(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((message.length + 72) >> 6) << 6)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x20000000))
  view.setUint32(padded.length - 4, message.length << 3)

  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  const words = new Array<number>(80).fill(0)
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 80; at++) {
      words[at] =
        at < 16
          ? view.getUint32(block + at * 4)
          : turn((words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0), 1)
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
    for (let at = 0; at < 80; at++) {
      const next = (turn(a, 5) + mix(at, b, c, d) + e + (words[at] ?? 0)) | 0
      e = d
      d = c
      c = turn(b, 30)
      b = a
      a = next
    }
    for (const [index, value] of [a, b, c, d, e].entries()) state[index] = ((state[index] ?? 0) + value) | 0
  }
  const result = new DataView(new ArrayBuffer(20))
  for (const [index, value] of state.entries()) result.setInt32(index * 4, value)
  return new Uint8Array(result.buffer)
}

const turn = (value: number, by: number) => (value << by) | (value >>> (32 - by))

function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
