import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { at, root } from './paths.mjs'
import { capture } from './processes.mjs'
import { say, Trouble } from './trouble.mjs'

/** What the built pages are made of. */
const SOURCES = ['apps/web', 'packages/contract', 'package-lock.json']
const STAMP = at('apps/web/dist/.built-from')

/** Builds the pages when they are missing or were built from other sources. */
export async function buildWebApp() {
  if (!existsSync(at('apps/web/index.html'))) return
  const sources = hashOf(SOURCES)
  if (existsSync(at('apps/web/dist/index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return
  say('Building the web pages …')
  const { code, output } = await capture(
    process.execPath,
    [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: at('apps/web'),
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  if (code !== 0) {
    say(output.trim())
    throw new Trouble('The web pages could not be built, the reason is above.')
  }
  writeFileSync(STAMP, sources)
}

/** One hash of all files below these paths; tests do not count. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesUnder(at(path))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  let entries
  try {
    entries = readdirSync(path, { withFileTypes: true })
  } catch {
    return existsSync(path) ? [path] : []
  }
  return entries.flatMap((entry) => {
    if (entry.isDirectory())
      return ['node_modules', 'dist'].includes(entry.name) ? [] : filesUnder(join(path, entry.name))
    return entry.name.includes('.test.') ? [] : [join(path, entry.name)]
  })
}
