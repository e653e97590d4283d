/** Something that was fetched from an address which a person named. */
export interface Fetched {
  /** Where it came from in the end, after redirects. */
  url: string
  status: number
  /** Empty where the other side said nothing. */
  contentType: string
  bytes: Uint8Array
}

export interface FetchLimits {
  /** What is wanted, as the header `Accept` says it. */
  accept: string
  timeoutMs: number
  maxBytes: number
  signal: AbortSignal
}

/** Fetches pages of the web for people, and never anything of this machine or its network. */
export interface PageFetcher {
  /** @throws invalid, with a sentence, where the address may not be called or its name does not resolve */
  check(address: string): Promise<void>
  /** @throws invalid where it leads somewhere it may not; too-large; unavailable where nothing answers in time */
  fetch(address: string, limits: FetchLimits): Promise<Fetched>
}
