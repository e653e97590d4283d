/** As much of a document tree as is walked here. */
export interface DomNode {
  readonly nodeType: number
  readonly localName: string
  readonly childNodes: ArrayLike<DomNode> & Iterable<DomNode>
  readonly textContent: string | null
  getAttribute(name: string): string | null
}

export const ELEMENT = 1
export const TEXT = 3
