import { existsSync, renameSync, rmSync } from 'node:fs'
import { at } from './paths.mjs'
import { say } from './trouble.mjs'

/** Beside the packages, so that a new installation of them throws it away. main.ts looks here. */
const FOLDER = at('node_modules/.cache/colophon/packages')

/** Packages that consist of hundreds of small modules: finding and opening them is half of a start. */
export const BUNDLED = {
  kysely: 'kysely',
  typebox: 'typebox',
  'typebox/compile': 'typebox-compile',
  'typebox/value': 'typebox-value',
}

/** Puts each of these packages into one file, once an installation. Without it the server starts slower, no more. */
export async function bundlePackages(folder = FOLDER) {
  if (existsSync(folder)) return
  const draft = `${folder}-${process.pid}`
  try {
    const { build } = await import('vite')
    await build({
      configFile: false,
      logLevel: 'silent',
      root: at(),
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: draft,
        emptyOutDir: true,
        minify: false,
        target: 'node22',
        rollupOptions: {
          preserveEntrySignatures: 'strict',
          input: Object.fromEntries(Object.entries(BUNDLED).map(([name, file]) => [file, name])),
          output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    })
    // Only a whole folder counts, also when two processes make it at the same time.
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) say(`Packages could not be bundled, so starts take longer: ${error.message}`)
  }
}
