import type { MetadataProvider, ProviderId } from './provider.ts'

/** What an administrator says about providers. */
export interface ProviderSettings {
  /** Whose list of an author's works is the base; Open Library unless said. */
  primary?: 'openlibrary' | 'dnb'
  disabled?: readonly ProviderId[]
  /** As it was pasted. */
  hardcoverToken?: string
  googleBooksKey?: string
  audibleRegion?: 'us' | 'ca' | 'uk' | 'au' | 'fr' | 'de' | 'jp' | 'it' | 'in' | 'es'
}

/** How a provider stands, for the page of an administrator. */
export interface ProviderState {
  id: ProviderId
  label: string
  state: 'ready' | 'disabled' | 'unconfigured' | 'cooling'
  /** What to do about it, where it is unconfigured. */
  reason?: string
  /** Until when it is left alone. */
  until?: Date
}

/** The providers of this installation. */
export interface MetadataSources {
  /** Those that may be asked, the primary first. */
  enabled(settings: ProviderSettings): MetadataProvider[]
  states(settings: ProviderSettings): ProviderState[]
  /** When the token for Hardcover ends, as it says itself. */
  tokenEnd(settings: ProviderSettings): Date | undefined
  /** Throws away answers that are too old or too many. */
  sweep(): Promise<void>
}
