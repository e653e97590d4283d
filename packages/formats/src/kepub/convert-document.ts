import type { Text } from 'domhandler'
import { addSpans, type SpanPlace, spansThere, type TextOrigin } from './add-spans.ts'
import { type ContentDocument, textNodesOf } from './content-document.ts'
import { addFrame, hasSpans, tidyDocument } from './prepare-document.ts'
import { writeXhtml } from './write-xhtml.ts'

export interface DocumentPlaces {
  /** Characters (UTF-16 units) of text in the original body: its share of the book. */
  textLength: number
  spans: SpanPlace[]
}

export interface ConvertedDocument extends DocumentPlaces {
  xhtml: string
}

/** Turns a page into one of a kepub. A page that has spans keeps them and gets only what is missing around them. */
export function convertDocument(document: ContentDocument): ConvertedDocument {
  const { spans, textLength } = transformDocument(document)
  return { xhtml: writeXhtml(document), textLength, spans }
}

/** The conversion in the tree itself. @returns also where each text of the new tree stood in the original */
export function transformDocument(document: ContentDocument): DocumentPlaces & { origins: Map<Text, TextOrigin> } {
  const nodes = textNodesOf(document.body)
  const origins = new Map(nodes.map((text, node) => [text, { node, start: 0 }]))
  const textLength = nodes.reduce((sum, { data }) => sum + data.length, 0)
  const wasConverted = hasSpans(document)
  tidyDocument(document)
  const spans = wasConverted ? spansThere(document.body, nodes) : addSpans(document.body, origins)
  addFrame(document)
  return { spans, textLength, origins }
}
