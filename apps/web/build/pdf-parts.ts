import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const home = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }

/** Letters of the East, fonts that a PDF may leave out, and the decoders for pictures that need no WebAssembly. */
const parts = [
  ...['cmaps', 'standard_fonts', 'iccs'].flatMap((folder) =>
    readdirSync(join(home, folder)).map((name) => `${folder}/${name}`),
  ),
  ...readdirSync(join(home, 'wasm'))
    .filter((name) => name.endsWith('_nowasm_fallback.js'))
    .map((name) => `wasm/${name}`),
]

/** Puts what pdf.js fetches when it needs it beside the app, so that it comes from our own server and nowhere else. */
export function pdfParts(): Plugin {
  const folder = `assets/pdfjs-${version}`
  return {
    name: 'colophon:pdf-parts',
    generateBundle() {
      for (const name of parts) {
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: readFileSync(join(home, name)) })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = request.url?.split(`/${folder}/`)[1]
        if (!name || !parts.includes(name)) return next()
        response.end(readFileSync(join(home, name)))
      })
    },
  }
}
