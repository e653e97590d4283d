import type { Plugin } from 'vite'

/** What the server does for the built app, for `npm run dev`: /read/… is the reader's page, and <base> says the prefix. */
export function serveReader(): Plugin {
  return {
    name: 'colophon:serve-reader',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url?.startsWith('/read/')) request.url = '/read.html'
        next()
      })
    },
    transformIndexHtml: () => [{ tag: 'base', attrs: { href: '/' }, injectTo: 'head-prepend' }],
  }
}
