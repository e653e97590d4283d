import { createElement, Fragment, type ReactNode } from 'react'

const kept = new Set(
  'p br em i strong b u s sub sup ul ol li blockquote h1 h2 h3 h4 h5 h6 div span a hr small cite q'.split(' '),
)
/** Headings of a description stand below the headings of the page, whatever level their author chose. */
const renamed: Record<string, string> = { h1: 'h3', h2: 'h3', h3: 'h4', div: 'p', b: 'strong', i: 'em' }
const empty = new Set(['br', 'hr'])

/**
 * Shows the description of a book: markup from a stranger. It is read by an inert parser and built anew from a short list
 * of elements, so neither an attribute nor an element that nobody thought of can come through.
 */
export function RichText({ html }: { html: string }) {
  const isMarkup = /<\/?[a-z][^>]*>|&[a-z#0-9]+;/i.test(html)
  if (!isMarkup) {
    return html
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim())
      .map((paragraph, index) => <p key={index}>{paragraph.trim()}</p>)
  }
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return <>{childrenOf(body)}</>
}

function childrenOf(node: Node): ReactNode[] {
  return [...node.childNodes].map((child, index) => <Fragment key={index}>{rebuild(child)}</Fragment>)
}

function rebuild(node: Node): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue
  if (!(node instanceof Element)) return null
  const name = node.localName
  if (name === 'script' || name === 'style' || name === 'template' || name === 'title') return null
  if (!kept.has(name)) return childrenOf(node)
  if (empty.has(name)) return createElement(name)
  if (name === 'a') return link(node)
  // A paragraph inside a paragraph is no HTML: what holds blocks stays a plain container.
  if (name === 'div' && node.querySelector('p, div, ul, ol, blockquote, h1, h2, h3, h4, h5, h6'))
    return childrenOf(node)
  return createElement(renamed[name] ?? name, null, ...childrenOf(node))
}

function link(node: Element): ReactNode {
  const href = node.getAttribute('href') ?? ''
  if (!/^https?:\/\//i.test(href)) return childrenOf(node)
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {childrenOf(node)}
    </a>
  )
}
