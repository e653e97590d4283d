/** The prefix under which the app lives, with a slash at its end; the server writes it into <base href>. */
export function basePath(): string {
  base ??= readBase()
  return base
}

/** Every cover asks for it, and it stays as it is. */
let base: string | undefined

function readBase(): string {
  const { pathname } = new URL(document.baseURI)
  return pathname.endsWith('/') ? pathname : pathname.slice(0, pathname.lastIndexOf('/') + 1)
}

/** The address of something the server has, given below the prefix: `/api/covers/…`. */
export function address(path: string): string {
  return basePath() + path.replace(/^\//, '')
}

/** Values as the query of an address, with its question mark; what is not given is left out. */
export function queryOf(values: Record<string, unknown>): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') words.set(name, String(value))
  }
  return words.size > 0 ? `?${words}` : ''
}
