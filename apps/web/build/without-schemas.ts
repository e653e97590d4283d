import type { Plugin } from 'vite'

/**
 * The contract describes endpoints with schemas, of which the browser needs the types alone: method and path are plain
 * text. Leaving TypeBox out of the bundle saves more than the whole router weighs.
 */
export function withoutSchemas(replacement: string): Plugin {
  return {
    name: 'colophon:without-schemas',
    enforce: 'pre',
    resolveId: (source) => (source === 'typebox' || source.startsWith('typebox/') ? replacement : null),
  }
}
