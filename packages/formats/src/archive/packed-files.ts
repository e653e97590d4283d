import type { UnpackFolder } from './unpack-folder.ts'

/** A file as the table of contents of an archive has it. */
export interface PackedFile {
  /** As it stands there: hostile until proven otherwise. */
  name: string
  /** Unpacked, as declared. */
  size: number
  /** Null where several are packed together. */
  packedSize: number | null
  isEncrypted: boolean
  isLink: boolean
}

/** An archive of files, whatever packed it. */
export interface PackedFiles {
  entries: readonly PackedFile[]
  /** Of the archive with all its parts. */
  packedBytes: number
  /** Unpacks everything. @throws {UnreadableBook} */
  unpack(into: UnpackFolder): Promise<void>
  close(): void
}
