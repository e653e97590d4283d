import type { Plugin } from 'vite'

/** In `Catalog.getPageDict()`, where the kids of a node are about to be looked at one after the other. */
const BEFORE_KIDS = '      for (let last = kids.length - 1; last >= 0; last--) {\n        const lastKid = kids[last];'
const AT_ONCE = `      if (count === kids.length && kids[pageIndex - currentPageIndex] instanceof Ref) {
        const pageRef = kids[pageIndex - currentPageIndex];
        const page = await xref.fetchAsync(pageRef);
        if (page instanceof Dict && !page.has("Kids")) {
          pageKidsCountCache.put(pageRef, 1);
          pageIndexCache.put(pageRef, pageIndex);
          return [page, pageRef];
        }
      }
`

/** In `Catalog.getPageIndex()`, where all kids before a page are about to be fetched to be counted. */
const BEFORE_COUNTING = '      const kidPromises = [];\n      let found = false;\n'
const COUNTED = `      if (parent.get("Count") === kids.length) {
        const place = kids.findIndex(kid => kid instanceof Ref && isRefsEqual(kid, ref));
        if (place >= 0) {
          total += place;
          ref = parentRef;
          continue;
        }
      }
`

/**
 * Has pdf.js find a page of a document whose pages all lie in one list without fetching the pages before it. Programs that make PDFs of
 * scans write such lists, with each page in another corner of the file: to show the first page, and for that to see whether the last one
 * is there, pdf.js would fetch the whole (mozilla/pdf.js#21859). Where a node has as many kids as pages, each kid is taken for one page;
 * one that has kids itself is left to the usual way. A page in between that is damaged is found when it is looked at.
 */
export function pagesAtOnce(): Plugin {
  return {
    name: 'colophon:pages-at-once',
    transform: {
      filter: { id: /\/pdfjs-dist\/legacy\/build\/pdf\.worker\.mjs/ },
      handler(code) {
        const places = [
          [BEFORE_KIDS, AT_ONCE],
          [BEFORE_COUNTING, COUNTED],
        ] as const
        let changed = code
        for (const [place, addition] of places) {
          if (changed.split(place).length !== 2)
            this.error('pdf.js looks for pages in another way than this build knows')
          changed = changed.replace(place, () => addition + place)
        }
        return { code: changed, map: null }
      },
    },
  }
}
