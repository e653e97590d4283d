// Where the program begins: the built server where it is as new as its sources, else the sources themselves.
import { readdirSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const built = new URL('dist/app/main.mjs', import.meta.url)
const sources = ['src/', '../../packages/contract/src/', '../../packages/formats/src/']

// The nursery that bin/colophon asks for is that of the thread which answers requests. Threads that read books and draw
// pictures do with a small one, whatever their own limits say: V8 goes by the flag as it is when they begin.
setFlagsFromString('--max-semi-space-size=4')

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/colophon/compiled', import.meta.url)))
await import(isCurrent() ? built : new URL('src/main.ts', import.meta.url))

/** Some 5 ms for a few hundred files; a changed file wins at once, without a build. */
function isCurrent() {
  const at = statSync(built, { throwIfNoEntry: false })?.mtimeMs
  return at !== undefined && sources.every((folder) => !holdsNewer(new URL(folder, import.meta.url), at))
}

function holdsNewer(folder, at) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (entry.isDirectory()) return holdsNewer(new URL(`${entry.name}/`, folder), at)
    return !entry.name.includes('.test.') && statSync(new URL(entry.name, folder)).mtimeMs > at
  })
}
