import { build, type Plugin } from 'vite'

/** It comes with every page; more than this, and a part of the app has come along. */
const MOST_BYTES = 12_000

const PLACE = '<!-- first screen -->'
/** As the app is named in the built page, where it would begin as soon as it is there. */
const APP = /<script type="module" crossorigin src="([^"]+)"><\/script>/

/**
 * Puts the script that runs before the app into the page itself, where it need not be fetched, and leaves it to that
 * script when the app begins. It shares nothing with the app's own files: what they shared would have to come first.
 * Where one edits (`npm run dev`) there is no such script, and the app begins by itself.
 * @param script its module
 */
export function firstScreen(script: string): Plugin {
  return {
    name: 'colophon:first-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(html) {
        if (!html.includes(PLACE)) return html
        const [tag, app] = APP.exec(html) ?? []
        if (!tag) throw new Error('The page does not name the app in the way that is known')
        const parts = `<link rel="modulepreload" crossorigin href="${app}" data-app><script>${await bundle(script)}</script>`
        return html.replace(tag, '').replace(PLACE, () => parts)
      },
    },
  }
}

async function bundle(script: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: script, output: { format: 'iife' } },
    },
  })
  const [output] = [built].flat()
  const [chunk] = output && 'output' in output ? output.output : []
  if (!chunk) throw new Error('The script of the first screen was not built')
  if (chunk.code.length > MOST_BYTES) throw new Error(`The script of the first screen has ${chunk.code.length} bytes`)
  // Within a page a script must not hold what would end it.
  return chunk.code.trim().replaceAll('</script', '<\\/script')
}
