import type { Plugin } from 'vite'

/** What foliate's paginator does, and what it does instead. */
const changes = [
  // Laid out for the first time, a chapter would be looked for where the one before it was left, and again where it is asked for.
  [
    'onExpand: () => this.#scrollToAnchor(this.#anchor),',
    'onExpand: () => this.#view.isPlaced && this.#scrollToAnchor(this.#anchor),',
  ],
  [
    '        await this.scrollToAnchor((typeof anchor',
    '        if (this.#view) this.#view.isPlaced = true\n        await this.scrollToAnchor((typeof anchor',
  ],
  // A place that has no box is not gone to: the beginning of the chapter is what is left.
  [
    '        if (hasFocus) this.focusView()',
    '        if (src && this.start === 0) await this.#scrollToAnchor(0)\n        if (hasFocus) this.focusView()',
  ],
  // Without fonts of its own a chapter has none to wait for.
  ['doc.fonts.ready.then(() => this.expand())', 'if (doc.fonts.size > 0) doc.fonts.ready.then(() => this.expand())'],
  // While it is loaded it is laid out anyhow. Later not every browser tells that its size changed with its styles.
  [
    'this.#view?.document?.fonts?.ready?.then(() => this.#view.expand())',
    'if (this.#view?.isPlaced || this.#view?.document?.fonts?.size > 0)\n            this.#view.document.fonts.ready.then(() => this.#view.expand())',
  ],
  // The first frame of a page that slides would show it where it is: seen from the key it would begin a frame later.
  ['        start ??= now\n', '        start ??= now - 1000 / 60\n'],
] as const

/**
 * Has foliate look for the place of a reader less often when a chapter is loaded, and move a page that is turned at once. Each time it
 * looks it walks over the whole chapter, and everything around the page is told: a phone is busy with that for longer than with
 * laying out the page.
 */
export function quickPaginator(): Plugin {
  return {
    name: 'colophon:paginator',
    transform: {
      filter: { id: /\/foliate-js\/paginator\.js/ },
      handler(code) {
        let changed = code
        for (const [old, better] of changes) {
          if (changed.split(old).length !== 2) this.error('foliate lays out pages in another way than this build knows')
          changed = changed.replace(old, () => better)
        }
        return { code: changed, map: null }
      },
    },
  }
}
