/**
 * The indexer whose key belongs to a link, where nobody says which one it came from: the only one at that host. Of two at
 * one host neither is meant for sure, and a key must not go to the wrong one.
 */
export function ownerOfLink<Indexer extends { url: string }>(
  link: string,
  indexers: readonly Indexer[],
): Indexer | undefined {
  if (!URL.canParse(link)) return undefined
  const { host } = new URL(link)
  const there = indexers.filter(({ url }) => host !== '' && URL.canParse(url) && new URL(url).host === host)
  return there.length === 1 ? there[0] : undefined
}
