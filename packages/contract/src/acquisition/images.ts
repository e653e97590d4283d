import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const getImage = endpoint({
  method: 'GET',
  path: '/api/v1/images',
  tag: 'Acquisition: pictures',
  summary: 'A picture of another server, or the cover of a book as `cover:<number>`',
  description:
    'Fetched once and kept for 30 days. Refusals are plain text. Readers have no covers by the number of a book here.',
  access: 'picture',
  query: Type.Object({ url: Type.Optional(Type.String()) }),
  produces: 'image/*',
  failures: { 404: 'The book has no cover.', 502: 'No picture comes from there.' },
})
