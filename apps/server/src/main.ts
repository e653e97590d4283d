import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code is kept between starts, which halves the time to the first answer. What follows is loaded after this.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/colophon', import.meta.url)))

const { runCommandLine } = await import('./cli/run.ts')
const { version } = await import('./app/version.ts')

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  version,
})
