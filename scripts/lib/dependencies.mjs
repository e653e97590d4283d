import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { installLocked } from './npm.mjs'
import { at } from './paths.mjs'
import { say } from './trouble.mjs'

const LOCK = at('package-lock.json')
const STAMP = at('node_modules/.colophon-lock')
/** npm writes it when an installation is complete. */
const NPM_RECORD = at('node_modules/.package-lock.json')

/** Installs the packages when there are none or when the lock file has changed since. */
export async function installDependencies() {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex')
  if (isInstalled(wanted)) return
  say('Installing packages (about 20 seconds) …')
  await installLocked(at(), 'The packages')
  writeFileSync(STAMP, wanted)
}

function isInstalled(wanted) {
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted
  // Installed by hand with npm: good when that happened after the lock file came.
  return existsSync(NPM_RECORD) && statSync(NPM_RECORD).mtimeMs >= statSync(LOCK).mtimeMs
}
