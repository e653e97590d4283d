import type { ByteSource } from '../bytes/byte-source.ts'
import { UnreadableBook } from '../facts.ts'
import { type Listed, SevenZipEngine } from '../seven-zip/engine.ts'
import type { PackedFile, PackedFiles } from './packed-files.ts'

/** @throws {UnreadableBook} when it is damaged or its table of contents is encrypted */
export async function openPacked7z(source: ByteSource): Promise<Omit<PackedFiles, 'close'>> {
  const engine = await SevenZipEngine.start(source)
  return {
    entries: engine.list().flatMap(asFile),
    packedBytes: source.size,
    async unpack(into) {
      let refusal: unknown
      engine.writeInto(into.path, (bytes) => {
        try {
          into.count(bytes)
        } catch (error) {
          refusal = error
          throw error
        }
      })
      const isWhole = engine.unpack()
      if (refusal) throw refusal
      if (!isWhole) throw new UnreadableBook('damaged', 'The 7-Zip archive is damaged and cannot be unpacked.')
    },
  }
}

function asFile(listed: Listed): PackedFile[] {
  const name = listed.get('Path') ?? ''
  const attributes = listed.get('Attributes') ?? ''
  if (attributes.includes('D')) return []
  const size = Number(listed.get('Size')) || 0
  const isLink = /(^|\s)l[rwxsStT-]{9}/.test(attributes) || Boolean(listed.get('Symbolic Link'))
  return [{ name, size, packedSize: null, isEncrypted: listed.get('Encrypted') === '+', isLink }]
}
