#!/usr/bin/env node
// Makes a fresh clone ready and runs a command in it. Plain JavaScript for Node 18 and newer: it is what brings the Node
// that everything else needs.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildServer } from './lib/build-server.mjs'
import { installDependencies } from './lib/dependencies.mjs'
import { envWith, fittingNode } from './lib/node.mjs'
import { at } from './lib/paths.mjs'
import { follow } from './lib/processes.mjs'
import { runTests } from './lib/test-suites.mjs'
import { say, Trouble } from './lib/trouble.mjs'
import { buildWebApp } from './lib/web-app.mjs'

const USAGE = `Usage: node scripts/bootstrap.mjs COMMAND
  start [FOLDER…]       start Colophon, with a library over each folder (npm start -- FOLDER)
  test [FILE…]          run every test, or the named files (npm test)
  run FILE.ts [ARG…]    run a script of the repository
  prepare               install and build what is missing, nothing else`

const commands = {
  start: (args) => follow('/bin/sh', [at('bin/colophon'), 'serve', ...args.map(asTyped)]),
  test: runTests,
  run: (args) => follow(process.execPath, args),
  prepare: async () => 0,
}

/** npm runs us in the folder of the checkout, but a path means what it meant where it was typed. */
function asTyped(word) {
  const path = resolve(process.env.INIT_CWD ?? '.', word)
  return !word.startsWith('-') && existsSync(path) ? path : word
}

async function main([name = '', ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    say(USAGE)
    return name === '' || name.endsWith('help') ? 0 : 2
  }
  const node = await fittingNode()
  if (node !== process.execPath) {
    return follow(node, [at('scripts/bootstrap.mjs'), name, ...args], { env: envWith(node) })
  }
  // Whatever is started from here finds this Node, npm and its scripts included.
  process.env.PATH = envWith(node).PATH
  await installDependencies()
  await buildServer()
  await buildWebApp()
  return command(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  say(error.message)
  process.exitCode = 1
}
