import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../places.ts'
import { measured, type Reading, unmeasured } from '../reading.ts'
import { type Target, targets } from '../targets.ts'

interface Script {
  name: string
  code: Buffer
}

const dist = join(root, 'apps/web/dist')
const what = 'JavaScript of the library page, gzip'

/** What a browser has to load before the library stands there: the scripts in `index.html`, those it names, and all they import. */
export async function javascript(): Promise<Reading[]> {
  const page = join(dist, 'index.html')
  if (!existsSync(page)) return [unmeasured(what, targets.javascript, 'the web app is not built: npm run build')]
  const files = new Set<string>()
  const html = readFileSync(page, 'utf8')
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+\.js)"/g)) {
    follow(join(dist, address ?? ''), files)
  }
  const scripts: Script[] = [...files].map((file) => ({ name: file.slice(dist.length + 1), code: readFileSync(file) }))
  scripts.push(insideOf(html))
  return [compressed(what, targets.javascript, scripts)]
}

/** What stands in a page itself. */
export function insideOf(html: string): Script {
  const scripts = html.matchAll(/<script>([\s\S]*?)<\/script>/g)
  return { name: 'the page', code: Buffer.from([...scripts].map(([, code]) => code).join('\n')) }
}

/** Scripts, compressed one by one. */
export function compressed(what: string, target: Target, scripts: Script[]): Reading {
  const sizes = scripts.map(({ name, code }) => ({ file: name, bytes: gzipSync(code, { level: 6 }).length }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  return measured(what, total, target, `${sizes.length} files`, sizes)
}

/** Imports at the head of a module; those that are made when somebody opens a page are not loaded yet. */
function follow(file: string, files: Set<string>) {
  if (files.has(file) || !existsSync(file)) return
  files.add(file)
  for (const [, address] of readFileSync(file, 'utf8').matchAll(
    /(?:^|[;}\s])(?:import|export)[^;'"()]*['"](\.[^'"]+\.js)['"]/g,
  )) {
    follow(join(dirname(file), address ?? ''), files)
  }
}
