/** Readers of what clients answer: what is not there, or is something else than it should be, counts as nothing. */
export type Fields = Readonly<Record<string, unknown>>

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const objects = (value: unknown): Fields[] => list(value).map(fields)

export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function number(value: unknown): number {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : 0
}

/** Whole and not negative. */
export const bytes = (value: unknown): number => Math.max(0, Math.round(number(value)))

/** Between 0 and 1. */
export const share = (value: number): number => Math.min(1, Math.max(0, value))

/** As clients tell it: negative, none, or a hundred days stand for never. */
export function seconds(value: unknown): number | undefined {
  const read = number(value)
  return read > 0 && read < 8_640_000 ? Math.round(read) : undefined
}

/** With slashes, whatever machine the client runs on; undefined where there is nothing. */
export function path(value: unknown): string | undefined {
  const read = text(value).replaceAll('\\', '/')
  return read === '' ? undefined : read
}

/** A part below a folder; an absolute one stands alone. */
export const below = (folder: string, part: string): string =>
  isAbsolute(part) ? part : part === '' ? folder : `${folder.replace(/\/+$/, '')}/${part}`

/** The content of a torrent in its folder. Whoever made the torrent gave it its name: undefined where that leads out. */
export const contentIn = (folder: string, name: string): string | undefined =>
  isAbsolute(name) || name.split('/').includes('..') ? undefined : below(folder, name)

const isAbsolute = (part: string) => part.startsWith('/') || /^[a-z]:\//i.test(part)
