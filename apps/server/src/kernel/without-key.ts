/** A link as it may be shown: without the key, its other parameters in order. Anything that is no address of http stays. */
export function withoutKey(link: string): string {
  if (!/^https?:/i.test(link) || !URL.canParse(link)) return link
  const url = new URL(link)
  const keys = [...url.searchParams.keys()].filter((name) => name.toLowerCase() === 'apikey')
  if (keys.length === 0) return link
  for (const key of keys) url.searchParams.delete(key)
  url.searchParams.sort()
  return url.href
}
