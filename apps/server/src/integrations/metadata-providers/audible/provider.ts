import type { FoundWork, MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'
import { foldWords } from '#kernel/text.ts'
import { workOf } from '../blank-work.ts'
import type { Ask } from '../caller.ts'
import {
  amount,
  asin as asinOf,
  count,
  date,
  type Fields,
  fields,
  fieldsOf,
  isbns,
  line,
  objects,
  pictureAddress,
  prose,
} from '../reading.ts'

const PATH = '/1.0/catalog/products'
const CATALOGUE_GROUPS = 'product_desc,product_attrs,media,contributors'
const PRODUCT_GROUPS = `${CATALOGUE_GROUPS},series,rating,category_ladders`
const PAGE = 50
const MOST_PAGES = 40

/** The public catalogue of Audible: audiobooks of an author, which the other sources hardly know. */
export function audible(ask: Ask): MetadataProvider {
  async function byAsin(asin: string, call?: ProviderCall) {
    const id = asinOf(asin)
    if (!id) return undefined
    const read = (body: string) => workOfProduct(fields(fieldsOf(body).product))
    return ask({ path: `${PATH}/${id}`, query: { response_groups: PRODUCT_GROUPS } }, read, call)
  }

  async function worksOfAuthor({ name }: { name: string }, call?: ProviderCall) {
    const found = new Map<string, FoundWork>()
    const wanted = foldWords(name)
    let seen = 0
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = {
        author: name,
        num_results: PAGE,
        page,
        response_groups: CATALOGUE_GROUPS,
        products_sort_by: '-ReleaseDate',
      }
      const answer = await ask({ path: PATH, query }, fieldsOf, call)
      const products = objects(answer?.products)
      seen += products.length
      for (const work of products.flatMap((product) => workOfProduct(product) ?? [])) {
        // The catalogue also gives what only mentions somebody.
        if (work.authors.some((author) => foldWords(author.name) === wanted)) found.set(work.foreignId, work)
      }
      if (products.length === 0 || seen >= Number(answer?.total_results)) break
    }
    return [...found.values()]
  }

  return {
    id: 'audible',
    byAsin,
    worksOfAuthor,
    work: async (foreignId, call) => (foreignId.startsWith('audible:') ? byAsin(foreignId.slice(8), call) : undefined),
  }
}

/** Undefined for podcasts, for what is not sold in this region (nothing but the number is told), and for odd records. */
function workOfProduct(product: Fields): FoundWork | undefined {
  const id = asinOf(product.asin)
  const title = line(product.title)
  if (!id || !title || /podcast/i.test(`${product.content_type} ${product.content_delivery_type}`)) return undefined
  const minutes = count(product.runtime_length_min)
  const rating = fields(fields(product.rating).overall_distribution)
  const ladders = objects(product.category_ladders).flatMap(({ ladder }) => line(objects(ladder)[0]?.name) ?? [])
  return workOf({ provider: 'audible', foreignId: `audible:${id}` }, title, {
    subtitle: line(product.subtitle),
    description: prose(product.publisher_summary) || prose(product.merchandising_summary),
    authors: objects(product.authors).flatMap((author) => {
      const name = line(author.name)
      return name ? [{ name, foreignId: null }] : []
    }),
    narrators: objects(product.narrators).flatMap(({ name }) => line(name) ?? []),
    releaseDate: date(product.release_date),
    imageUrl: largest(fields(product.product_images)),
    genres: [...new Set(ladders)].slice(0, 10),
    averageRating: amount(rating.average_rating) ?? 0,
    ratingsCount: count(rating.num_ratings) ?? 0,
    language: line(product.language),
    mediaType: 'audiobook',
    durationSeconds: minutes && minutes * 60,
    asin: id,
    isbns: isbns(product.isbn),
    series: objects(product.series).flatMap((series) => {
      const name = line(series.title)
      return name ? [{ foreignId: null, name, position: line(series.sequence) }] : []
    }),
  })
}

/** Pictures stand under their width. */
function largest(images: Fields): string | null {
  const widths = Object.keys(images).filter((width) => /^\d{1,5}$/.test(width))
  const widest = widths.sort((one, other) => Number(other) - Number(one))[0]
  return widest === undefined ? null : pictureAddress(images[widest])
}
