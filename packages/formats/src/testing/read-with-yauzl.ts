import type { Readable } from 'node:stream'
// @ts-expect-error the package has no types
import * as yauzl from 'yauzl'

interface YauzlEntry {
  fileName: string
}

interface YauzlFile {
  eachEntry(): AsyncIterable<YauzlEntry>
  openReadStreamPromise(entry: YauzlEntry): Promise<Readable>
}

/** Names and contents (as hexadecimal text) that an independent reader finds in a ZIP archive. */
export async function readWithYauzl(bytes: Uint8Array): Promise<Record<string, string>> {
  const open = (yauzl as unknown as { fromBufferPromise(buffer: Buffer): Promise<YauzlFile> }).fromBufferPromise
  const zip = await open(Buffer.from(bytes))
  const contents: Record<string, string> = {}
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    contents[entry.fileName] = Buffer.concat(chunks).toString('hex')
  }
  return contents
}
