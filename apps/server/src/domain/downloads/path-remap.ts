interface Remap {
  from: string
  to: string
}

/** Reads `from:to` between commas. What has no colon in it, or nothing on one side, is left out. */
export function readRemaps(text: string): Remap[] {
  return text.split(',').flatMap((pair) => {
    // The last one: the folder of a client on Windows has a colon of its own.
    const at = pair.lastIndexOf(':')
    const from = tidy(pair.slice(0, Math.max(at, 0)))
    const to = tidy(pair.slice(at + 1))
    return at > 0 && from !== '' && to !== '' ? [{ from, to }] : []
  })
}

/**
 * A path of a download client as it is called here: the longest folder that fits counts, first among the remaps of the client,
 * then among those of the installation.
 */
export function mapPath(path: string, ...remaps: readonly (readonly Remap[])[]): string {
  const clean = path.replaceAll('\\', '/')
  for (const group of remaps) {
    const fitting = group
      .filter(({ from }) => isAtOrBelow(clean, from))
      .toSorted((a, b) => b.from.length - a.from.length)
    const [best] = fitting
    if (best) return `${best.to === '/' ? '' : best.to}${clean.slice(best.from === '/' ? 0 : best.from.length)}` || '/'
  }
  return clean
}

/** The same in the other direction. */
export const turnedAround = (remaps: readonly Remap[]): Remap[] =>
  remaps.map(({ from, to }) => ({ from: to, to: from }))

/** Whether a path is a folder or lies below it; `/books2` does not lie below `/books`. */
export function isAtOrBelow(path: string, folder: string): boolean {
  const base = folder === '/' ? '' : folder.replace(/\/+$/, '')
  return path === folder || path === base || path.startsWith(`${base}/`)
}

function tidy(folder: string): string {
  const clean = folder.trim().replaceAll('\\', '/')
  return clean === '/' ? clean : clean.replace(/\/+$/, '')
}
