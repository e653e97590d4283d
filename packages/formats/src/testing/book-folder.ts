import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder that holds the files of a test. */
export class BookFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'books-'))

  /** Writes a file and gives its path. */
  save(name: string, content: Uint8Array | string): string {
    const path = join(this.path, name)
    writeFileSync(path, content)
    return path
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
