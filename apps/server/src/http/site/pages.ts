import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Page {
  html: string
  etag: string
  /** `'sha256-…'` of its inline scripts, for the policy. */
  scriptHashes: string[]
}

const NOT_BUILT =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Colophon</title></head><body><h1>Colophon runs</h1>' +
  '<p>Its pages have not been built yet. Run <code>npm run build</code> and start it again. The interface at ' +
  '<a href="swagger/">swagger/</a> works meanwhile.</p></body></html>'

/**
 * A page of the built web app, told under which prefix it lives: its addresses are relative to `<base>`.
 * @param name `index.html` or `read.html` within the built app; a note stands in where it was not built
 */
export function loadPage(webRoot: string, name: string, urlBase: string): Page {
  const built = readIfThere(join(webRoot, name)) ?? NOT_BUILT
  const html = built.replace('<head>', `<head><base href="${escapeAttribute(urlBase)}/">`)
  return { html, etag: `"${digest(html, 'hex').slice(0, 32)}"`, scriptHashes: inlineScriptHashes(html) }
}

/** Browsers hash exactly what stands between the tags. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)
  return [...scripts].map(([, code]) => `'sha256-${digest(code ?? '', 'base64')}'`)
}

const digest = (text: string, form: 'hex' | 'base64') => createHash('sha256').update(text).digest(form)
const escapeAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
