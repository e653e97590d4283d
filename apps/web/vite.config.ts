import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { firstScreen } from './build/first-screen.ts'
import { quickPaginator } from './build/paginator.ts'
import { pdfParts } from './build/pdf-parts.ts'
import { pagesAtOnce } from './build/pdf-worker.ts'
import { serveReader } from './build/serve-reader.ts'
import { shellOfWorker } from './build/service-worker.ts'
import { startingChunks } from './build/starting-chunks.ts'
import { withoutSchemas } from './build/without-schemas.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const readers = ['reader/text-reader', 'pdf-reader/pdf-reader', 'comic-reader/comic-reader'].map((name) =>
  here(`src/features/${name}.tsx`),
)

/** `COLOPHON_SERVER` is the server that `npm run dev` sends its calls to. */
const server = process.env.COLOPHON_SERVER ?? 'http://localhost:8787'

/** Words are called after their language, so that one sees which of them a page loads. */
const languageOfWords = (module: string | null) => {
  const [, language] = /\/i18n\/(\w+)\/areas\//.exec(module ?? '') ?? []
  return language ? `${language}-` : ''
}

export default defineConfig({
  // Addresses of assets are relative: the server says in <base href> under which prefix the app lives.
  base: './',
  plugins: [
    withoutSchemas(here('src/api/no-schemas.ts')),
    react(),
    tailwind(),
    serveReader(),
    firstScreen(here('src/first-screen/first-screen.ts')),
    quickPaginator(),
    pdfParts(),
    shellOfWorker(here('src/features/reader/text-reader.tsx')),
  ],
  worker: { format: 'es', plugins: () => [pagesAtOnce()] },
  build: {
    target: 'es2023',
    // Browsers of this age preload modules by themselves.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: here('index.html'),
        read: here('read.html'),
        'service-worker': here('src/worker/service-worker.ts'),
      },
      output: {
        codeSplitting: { groups: startingChunks(here('src/main.tsx'), here('src/read.tsx'), readers) },
        // The worker rules over what lies below its own address.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ facadeModuleId }) => `assets/${languageOfWords(facadeModuleId)}[name]-[hash].js`,
      },
      // Schemas that nobody reads are left out.
      treeshake: { manualPureFunctions: ['Type', 'Nullable', 'Maybe'], propertyReadSideEffects: false },
    },
  },
  server: { proxy: { '/api': server } },
})
