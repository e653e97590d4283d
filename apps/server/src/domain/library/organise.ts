import { posix } from 'node:path'
import type { OrganizationType } from '#database/schema.ts'

/**
 * Where a file belongs below its root (library contract 32.3), or null where it stays: the layout wants nothing, or a
 * value that it needs is not known.
 */
export function targetPath(input: {
  root: string
  layout: OrganizationType
  author: string | null
  title: string | null
  fileName: string
}): string | null {
  const { root, layout, fileName } = input
  const author = folderName(input.author)
  const title = folderName(input.title)
  if (layout === 'none' || author === null) return null
  if (layout === 'book_per_folder' && title === null) return null
  const folder = layout === 'book_per_folder' ? posix.join(root, author, title ?? '') : posix.join(root, author)
  const target = posix.join(folder, fileName)
  return target.startsWith(`${root}/`) ? target : null
}

const LONGEST = 150

/** A name that every file system takes and that cannot climb: no separators, no leading dots. */
export function folderName(name: string | null): string | null {
  if (name === null) return null
  const clean = name
    .trim()
    .replace(/[/\\:*?"<>|\p{Cc}]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  if (clean === '') return null
  // Trailing dots and blanks vanish on network disks of other systems.
  return (
    [...clean]
      .slice(0, LONGEST)
      .join('')
      .replace(/[. ]+$/, '') || null
  )
}
