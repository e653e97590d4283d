/**
 * The entry of the archive that a reference means, seen from the folder of the document it stands in. `undefined` for references
 * that lead out of the archive: other protocols, absolute paths of a machine, more `..` than folders.
 */
export function resolveHref(fromFolder: string, href: string): string | undefined {
  const bare = (href.split('#')[0] ?? '').split('?')[0] ?? ''
  if (!bare || /^[a-z][a-z0-9+.-]*:/i.test(bare) || bare.startsWith('//')) return undefined
  return joinInside(bare.startsWith('/') ? '' : fromFolder, decodePercent(bare))
}

/** Joins and resolves `.` and `..`; `undefined` when the path leaves the root. */
export function joinInside(folder: string, path: string): string | undefined {
  const parts: string[] = []
  for (const part of `${folder}/${path.replaceAll('\\', '/')}`.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.length > 0 ? parts.join('/') : undefined
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** A per cent sign that is part of a name is left alone. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
