import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { capture } from './processes.mjs'
import { say, Trouble } from './trouble.mjs'

/**
 * The npm that came with the host's Node, as a script that any Node can run. An npm started by an old Node would take
 * older releases of what it installs.
 */
function npmScript() {
  const caller = process.env.npm_execpath
  if (caller && /npm-cli\.c?js$/.test(caller) && existsSync(caller)) return caller
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, 'npm')
    if (!folder || !existsSync(program)) continue
    const script = realpathSync(program)
    if (script.endsWith('.js')) return script
  }
  return undefined
}

/**
 * Installs what the lock file of a folder names. Throws Trouble with npm's own words when that fails.
 * @param node the Node that runs npm
 */
export async function installLocked(folder, what, node = process.execPath) {
  const script = npmScript()
  if (!script)
    throw new Trouble('npm was not found. Install it beside Node (on Debian: apt install npm) and start again.')
  const { code, output } = await capture(node, [script, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: withoutNpmSettings(process.env),
  })
  if (code === 0) return
  say(output.trim().split('\n').slice(-25).join('\n'))
  if (/EACCES|EPERM|EROFS/.test(output)) {
    throw new Trouble(
      `${what} could not be installed: no permission to write into ${folder}. Run it as the owner of that folder.`,
    )
  }
  if (/ENOSPC/.test(output)) throw new Trouble(`${what} could not be installed: the disk is full (700 MB are needed).`)
  throw new Trouble(
    `${what} could not be installed, npm's words are above. Installing needs a connection to the npm registry; start again once there is one.`,
  )
}

/** Settings of the npm that started us (workspace, prefix, omitted kinds) are about that run, not about this one. */
function withoutNpmSettings(env) {
  const kept = { ...env }
  for (const name of Object.keys(kept)) {
    if (/^npm_(package|lifecycle|command)/.test(name)) delete kept[name]
    if (/^npm_config_(local_prefix|prefix|workspace|workspaces|omit|include|production|global)$/i.test(name))
      delete kept[name]
  }
  // Would leave out the build tools.
  delete kept.NODE_ENV
  return kept
}
