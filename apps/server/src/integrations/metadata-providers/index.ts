import type { MetadataSources, ProviderSettings, ProviderState } from '#domain/metadata/metadata-sources.ts'
import type { MetadataProvider, ProviderId } from '#domain/metadata/provider.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { FileCache } from '../filesystem/file-cache.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { createAnswerCache } from './answer-cache.ts'
import { audible } from './audible/provider.ts'
import { audnex } from './audnex.ts'
import { type Ask, createCaller, type ProviderTraits } from './caller.ts'
import { dnb } from './dnb/provider.ts'
import { googleBooks, judgeGoogle, untilPacificMidnight } from './google-books/provider.ts'
import { hardcover, judgeHardcover } from './hardcover/provider.ts'
import { cleanToken, tokenEnd } from './hardcover/token.ts'
import { openLibrary } from './open-library/provider.ts'
import { monotonicTime, type Time } from './time.ts'
import { createTraffic, type Traffic, type TrafficRules } from './traffic.ts'
import { type LanguageCode, withLanguages } from './with-languages.ts'

/** Addresses that somebody who runs this server gave instead of the usual ones. */
export type ProviderAddresses = Partial<Record<ProviderId, string>>

export interface MetadataSourcesDeps {
  outbound: Outbound
  clock: Clock
  logger: Logger
  languageCode: LanguageCode
  addresses?: ProviderAddresses
  /** Where answers outlive the process. */
  answers?: FileCache
  time?: Time
}

interface Provider {
  label: string
  base: string
  timeoutMs: number
  traffic: TrafficRules
}

/** In this order they are asked, and fill in what the ones before leave open. */
const PROVIDERS: readonly ProviderId[] = ['openlibrary', 'dnb', 'hardcover', 'googlebooks', 'audnex', 'audible']

const PROVIDER: Record<ProviderId, Provider> = {
  openlibrary: {
    label: 'Open Library',
    base: 'https://openlibrary.org',
    timeoutMs: 15_000,
    traffic: { requests: 3, perMs: 1_000, burst: 5, parallel: 4 },
  },
  dnb: {
    label: 'The German National Library',
    base: 'https://services.dnb.de',
    timeoutMs: 15_000,
    traffic: { requests: 2, perMs: 1_000, burst: 2, parallel: 2 },
  },
  hardcover: {
    label: 'Hardcover',
    base: 'https://api.hardcover.app',
    timeoutMs: 15_000,
    traffic: { requests: 50, perMs: 60_000, burst: 10, parallel: 2 },
  },
  googlebooks: {
    label: 'Google Books',
    base: 'https://www.googleapis.com',
    timeoutMs: 10_000,
    traffic: { requests: 5, perMs: 1_000, burst: 5, parallel: 4, perDay: 900 },
  },
  audnex: {
    label: 'Audnexus',
    base: 'https://api.audnex.us',
    timeoutMs: 15_000,
    traffic: { requests: 60, perMs: 60_000, burst: 10, parallel: 2 },
  },
  audible: {
    label: 'Audible',
    base: 'https://api.audible.com',
    timeoutMs: 15_000,
    traffic: { requests: 1, perMs: 1_000, burst: 2, parallel: 1 },
  },
}

/** Hosts of pictures; one address given for a provider stands for all of its hosts. */
const OPEN_LIBRARY_COVERS = 'https://covers.openlibrary.org'
const DNB_COVERS = 'https://portal.dnb.de'

/** All providers with their limits and what they answered: one for the whole process. */
export function createMetadataSources(deps: MetadataSourcesDeps): MetadataSources {
  const { outbound, clock, logger, languageCode, addresses = {}, answers, time = monotonicTime } = deps
  const cache = createAnswerCache(() => clock.now(), answers)
  const untilMidnight = () => untilPacificMidnight(clock.now())
  const traffic = Object.fromEntries(
    PROVIDERS.map((id) => [id, createTraffic(PROVIDER[id].traffic, time, untilMidnight)]),
  ) as Record<ProviderId, Traffic>
  let rejectedToken: string | undefined

  function caller(id: ProviderId, traits: Partial<ProviderTraits> = {}): Ask {
    const { label, base, timeoutMs } = PROVIDER[id]
    const given = addresses[id]
    const policy = given === undefined ? 'strict' : 'lan+loopback'
    return createCaller(
      { id, label, base: given ?? base, policy, timeoutMs, ...traits },
      { outbound, traffic: traffic[id], cache, time, logger },
    )
  }

  /** A token that was refused is not tried again until there is another one. */
  const usableToken = ({ hardcoverToken }: ProviderSettings) => {
    const token = cleanToken(hardcoverToken ?? '')
    return token === '' || token === rejectedToken ? undefined : token
  }

  const make: Record<ProviderId, (settings: ProviderSettings) => MetadataProvider | undefined> = {
    openlibrary: () => openLibrary(caller('openlibrary'), addresses.openlibrary ?? OPEN_LIBRARY_COVERS),
    dnb: () => dnb(caller('dnb', { accept: 'application/xml, text/xml' }), addresses.dnb ?? DNB_COVERS),
    hardcover(settings) {
      const token = usableToken(settings)
      if (token === undefined) return undefined
      const onRejected = () => {
        rejectedToken = token
        logger.warn({ provider: 'hardcover' }, 'the token of a provider was refused')
      }
      const judge: ProviderTraits['judge'] = ({ status }, body) => judgeHardcover(status, body, onRejected)
      return hardcover(caller('hardcover', { judge }), token)
    },
    googlebooks({ googleBooksKey }) {
      if (!googleBooksKey?.trim()) return undefined
      const judge: ProviderTraits['judge'] = ({ status }, body) => judgeGoogle(status, body, untilMidnight)
      return googleBooks(caller('googlebooks', { judge }), googleBooksKey.trim())
    },
    audnex({ audibleRegion = 'us' }) {
      // It calls a podcast a bad request.
      const judge: ProviderTraits['judge'] = ({ status }) => (status === 400 ? { kind: 'nothing' } : undefined)
      return audnex(caller('audnex', { judge }), audibleRegion)
    },
    audible: () => audible(caller('audible')),
  }

  return {
    enabled(settings) {
      const { primary = 'openlibrary', disabled = [] } = settings
      const order = [primary, ...PROVIDERS.filter((id) => id !== primary)]
      return order
        .filter((id) => !disabled.includes(id))
        .flatMap((id) => make[id](settings) ?? [])
        .map((provider) => withLanguages(provider, languageCode))
    },
    states(settings): ProviderState[] {
      return PROVIDERS.map((id) => {
        const { label } = PROVIDER[id]
        if (settings.disabled?.includes(id)) return { id, label, state: 'disabled' }
        if (!make[id](settings)) return { id, label, state: 'unconfigured', reason: reasonFor(id, settings) }
        const forMs = traffic[id].closedFor()
        if (forMs === 0) return { id, label, state: 'ready' }
        return { id, label, state: 'cooling', until: new Date(clock.now().getTime() + forMs) }
      })
    },
    sweep: async () => answers?.sweep(clock.now()),
    tokenEnd: ({ hardcoverToken }) => (hardcoverToken ? tokenEnd(hardcoverToken) : undefined),
  }
}

function reasonFor(id: ProviderId, { hardcoverToken }: ProviderSettings): string {
  if (id === 'hardcover' && hardcoverToken?.trim()) {
    return 'Hardcover refused its token. It may have ended: paste a new one.'
  }
  return id === 'hardcover' ? 'Hardcover needs the token of an account.' : 'Google Books needs a key.'
}
