import { createHash } from 'node:crypto'
import type { Plugin, Rolldown } from 'vite'

const ENTRY = 'service-worker'

/** Tells the service worker what the first page consists of, under a name that changes whenever a part does. */
export function shellOfWorker(): Plugin {
  return {
    name: 'colophon:shell-of-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const worker = bundle[`${ENTRY}.js`]
      const start = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry && part.name === 'index')
      if (worker?.type !== 'chunk' || start?.type !== 'chunk') this.error('The service worker or the app is missing')
      const scripts = withImports(start, bundle)
      const styles = Object.keys(bundle).filter((name) => /\.(css|woff2)$/.test(name))
      const files = [...scripts, ...styles, 'icon.svg', 'app.webmanifest'].sort()
      const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 12)
      worker.code = worker.code
        .replaceAll('SHELL_FILES', JSON.stringify(files.map((name) => `./${name}`)))
        .replaceAll('SHELL_VERSION', JSON.stringify(version))
    },
  }
}

function withImports(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const found = new Set([chunk.fileName])
  for (const name of found) {
    const part = bundle[name]
    if (part?.type === 'chunk') for (const imported of part.imports) found.add(imported)
  }
  return [...found]
}
