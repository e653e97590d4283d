import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const zip = promisify(gzip)

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const PACKABLE = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/

export interface StaticFile {
  type: string
  /** From size and time: enough, since files with lasting addresses carry their hash in the name. */
  etag: string
  /** Its bytes; packed ones are kept, so that each file is compressed once. */
  read(isPacked: boolean): Promise<Buffer>
  isPackable: boolean
}

/**
 * The files below a folder by their path (`/assets/a.js`), listed once: only what is listed is ever served, so no
 * address can climb out. Empty where there is no such folder.
 */
export function listFiles(root: string): Map<string, StaticFile> {
  const found = new Map<string, StaticFile>()
  for (const path of walk(root)) found.set(`/${path.split(sep).join('/')}`, describe(join(root, path)))
  return found
}

function walk(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length)
          .replace(/^[/\\]+/, ''),
      )
  } catch {
    return []
  }
}

function describe(path: string): StaticFile {
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
  const { size, mtimeMs } = statSync(path)
  let packed: Promise<Buffer> | undefined
  return {
    type,
    etag: `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`,
    isPackable: PACKABLE.test(type),
    read(isPacked) {
      if (!isPacked) return readFile(path)
      packed ??= readFile(path).then((bytes) => zip(bytes, { level: 9 }))
      return packed
    },
  }
}
