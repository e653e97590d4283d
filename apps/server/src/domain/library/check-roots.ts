import { readdir, stat } from 'node:fs/promises'
import type { Db } from '#database/open.ts'

/** Folders of a library that can be scanned, and what to tell about the others. */
export interface RootCheck {
  usable: string[]
  /** Sentences for the owner of the library; empty when all is well. */
  messages: string[]
}

/**
 * A disk that is not there looks like a folder whose books were all deleted. So a root that is gone, or that is
 * suddenly empty while the catalogue knows files below it, is left alone.
 */
export async function checkRoots(db: Db, roots: string[]): Promise<RootCheck> {
  const check: RootCheck = { usable: [], messages: [] }
  for (const root of roots) {
    const trouble = await troubleWith(db, root)
    if (trouble) check.messages.push(trouble)
    else check.usable.push(root)
  }
  return check
}

async function troubleWith(db: Db, root: string): Promise<string | null> {
  try {
    if (!(await stat(root)).isDirectory()) return `${root} is not a folder. Nothing was changed.`
    const names = await readdir(root)
    if (names.length > 0) return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'EACCES')
      return `${root} may not be read by this server. Give it the right to read and enter the folder.`
    return `${root} cannot be reached (is the disk mounted?). Nothing was changed.`
  }
  const known = await db
    .selectFrom('book_files')
    .select('id')
    .where('file_path', '>=', `${root}/`)
    .where('file_path', '<', `${root}0`)
    .where('missing_since', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return known ? `${root} is suddenly empty (is the disk mounted?). Nothing was changed.` : null
}
