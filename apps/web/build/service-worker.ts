import { createHash } from 'node:crypto'
import type { Plugin, Rolldown } from 'vite'

const WORKER = 'service-worker.js'

/**
 * Tells the service worker what the first page and the reader of text consist of, under a name that changes whenever a
 * part does. Browsers compile scripts that are kept at its installation, so that most books open without that.
 * @param textReader the module of that reader, which also fetches what single formats need
 */
export function shellOfWorker(textReader: string): Plugin {
  return {
    name: 'colophon:shell-of-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
      const entry = (name: string) => chunks.find((chunk) => chunk.isEntry && chunk.name === name)
      const worker = bundle[WORKER]
      const text = chunks.find(({ facadeModuleId }) => facadeModuleId === textReader)
      const beginnings = [entry('index'), entry('read'), text].filter((chunk) => chunk !== undefined)
      if (worker?.type !== 'chunk' || beginnings.length < 3)
        this.error('The service worker, the app or a reader is missing')
      const scripts = withImports(
        [...beginnings.map(({ fileName }) => fileName), ...(text?.dynamicImports ?? [])],
        bundle,
      )
      const styles = Object.keys(bundle).filter((name) => /\.(css|woff2)$/.test(name))
      const files = [...scripts, ...styles, 'icon.svg', 'app.webmanifest'].sort()
      const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 12)
      worker.code = worker.code
        .replaceAll('SHELL_FILES', JSON.stringify(files.map((name) => `./${name}`)))
        .replaceAll('SHELL_VERSION', JSON.stringify(version))
    },
  }
}

function withImports(names: readonly string[], bundle: Rolldown.OutputBundle): string[] {
  const found = new Set(names)
  for (const name of found) {
    const part = bundle[name]
    if (part?.type === 'chunk') for (const imported of part.imports) found.add(imported)
  }
  return [...found]
}
