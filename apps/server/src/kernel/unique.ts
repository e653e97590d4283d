/** One item a key: the last one, at the place of the first. */
export function uniqueBy<Item>(items: Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
