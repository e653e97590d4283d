import { basename } from 'node:path'
import { type BookFile, openBookFile } from '../bytes/book-file.ts'
import { JoinedFiles } from '../bytes/byte-source.ts'
import { UnreadableBook } from '../facts.ts'
import { SNIFF_BYTES, sniff } from '../sniff.ts'
import type { PackedFiles } from './packed-files.ts'

/**
 * Opens an archive by its content, whatever it is called. The caller closes it.
 * @param volumes the files that it consists of, in their order
 * @throws {UnreadableBook} when it is none or cannot be read
 */
export async function openArchive(volumes: readonly string[]): Promise<PackedFiles> {
  const [first] = volumes
  if (first === undefined) throw new Error('An archive consists of at least one file')
  const kind = sniffFile(first)
  if (kind === 'rar') return openRar(volumes)
  if (kind !== 'zip' && kind !== '7z') {
    throw new UnreadableBook('wrong-type', `“${basename(first)}” is no archive, whatever its name says.`)
  }
  const joined = new JoinedFiles(volumes)
  try {
    const opened =
      kind === 'zip'
        ? (await import('./packed-zip.ts')).openPackedZip(joined)
        : await (await import('./packed-7z.ts')).openPacked7z(joined)
    return { ...opened, close: () => joined.close() }
  } catch (error) {
    joined.close()
    throw error
  }
}

async function openRar(paths: readonly string[]): Promise<PackedFiles> {
  const files: BookFile[] = []
  const close = () => {
    for (const file of files) file.close()
  }
  try {
    for (const path of paths) files.push(openBookFile(path))
    return { ...(await (await import('./packed-rar.ts')).openPackedRar(files)), close }
  } catch (error) {
    close()
    throw error
  }
}

function sniffFile(path: string) {
  const file = openBookFile(path)
  try {
    return sniff(file.read(0, SNIFF_BYTES))
  } finally {
    file.close()
  }
}
