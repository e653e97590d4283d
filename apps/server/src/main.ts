import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { useBundledPackages } from './bundled-packages.ts'

const cache = new URL('../../../node_modules/.cache/colophon/', import.meta.url)

// Both make a start quicker, and only for what is loaded after them.
enableCompileCache(fileURLToPath(new URL('compiled', cache)))
useBundledPackages(new URL('packages/', cache))

const { runCommandLine } = await import('./cli/run.ts')
const { version } = await import('./app/version.ts')

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  version,
})
