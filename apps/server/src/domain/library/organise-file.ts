import { posix } from 'node:path'
import type { OrganizationType } from '#database/schema.ts'
import type { NewWork } from '#domain/catalog/new-file.ts'
import type { FilePlacer } from './file-placer.ts'
import { targetPath } from './organise.ts'

/**
 * Moves a file to where the layout of its library wants it. Whatever goes wrong, the file stays where it was and the
 * import goes on from there.
 * @returns the path where the file is now
 */
export async function organiseFile(
  placer: FilePlacer,
  { path, root, layout, work }: { path: string; root: string; layout: OrganizationType; work: NewWork },
): Promise<string> {
  const author = work.creators.find((creator) => creator.role === 'author')?.name ?? null
  const target = targetPath({ root, layout, author, title: work.title, fileName: posix.basename(path) })
  if (target === null || target === path) return path
  try {
    if ((await placer.move(path, target)) !== 'moved') return path
    await placer.removeEmptyFolders(posix.dirname(path), root)
    return target
  } catch {
    // A read-only disk or a name that this disk does not take: the library stays as its owner has it.
    return path
  }
}
