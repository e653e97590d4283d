import { OPDS_TYPES } from '@colophon/contract/devices/opds.ts'
import { addressesOf } from './addresses.ts'
import { document, element, textElement } from './xml.ts'

/** How to search here (OpenSearch 1.1). Readers put words into `{searchTerms}` and know no other braces. */
export function openSearchDescription(urlBase: string): string {
  const url = (type: string, template: string) => element('Url', { type, template })
  const content = [
    textElement('ShortName', 'Colophon'),
    textElement('Description', 'Search books by title, author, series, tag or ISBN'),
    textElement('InputEncoding', 'UTF-8'),
    textElement('OutputEncoding', 'UTF-8'),
    url(OPDS_TYPES.acquisition, addressesOf(urlBase, 'atom').searchTemplate()),
    url(OPDS_TYPES.json, `${urlBase}/opds/v2/search?query={searchTerms}`),
  ]
  const namespaces = { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }
  return document(element('OpenSearchDescription', namespaces, content.join('\n')))
}
