import type { DownloadFolders } from '#domain/downloads/client-folders.ts'
import type { AcquisitionOptions } from '#http/server.ts'
import { invalid } from '#kernel/errors.ts'
import { type Environment, ownNames } from './environment.ts'

/** What the environment says of the acquisition surface: the settings of its HTTP side, and what seeds it. */
export interface AcquisitionConfig extends AcquisitionOptions {
  /** The first API key; null: one is made. */
  apiKey: string | null
  /** Whether a provider to sign in with may be on this machine; on the local network it always may. */
  isLoopbackOidcAllowed: boolean
  /** Days that lines of the log are kept where no setting says otherwise. */
  logDays: number
  /** Whether notifications may go to the local network. */
  arePrivateNotificationsAllowed: boolean
  /** Whether links of releases may lead to this machine, wherever they come from. */
  isLoopbackDownloadAllowed: boolean
  /** How paths of download clients are called here, and how often they are asked. */
  downloads: Pick<DownloadFolders, 'pathRemap'> & { checkSeconds: number }
}

const FAILURES = 5
const WINDOW_MINUTES = 15
const LOG_DAYS = 14
const CHECK_SECONDS = 15

/** @throws DomainError `invalid` with a sentence that names the variable */
export function readAcquisitionConfig(from: Environment): AcquisitionConfig {
  return {
    apiKey: from.own('API_KEY') ?? null,
    isLocalAuthEnabled: from.flag(...ownNames('LOCAL_AUTH_ENABLED')) ?? true,
    proxyAuth: {
      header: (from.own('PROXY_AUTH_HEADER') ?? 'X-Forwarded-User').toLowerCase(),
      isProvisioning: from.flag(...ownNames('PROXY_AUTO_PROVISION')) ?? true,
    },
    cookieSecure: readCookieSecure(from.own('COOKIE_SECURE')),
    failures: {
      most: readCount(from, 'RATE_LIMIT_MAX_FAILURES', FAILURES),
      windowMinutes: readCount(from, 'RATE_LIMIT_WINDOW_MINUTES', WINDOW_MINUTES),
    },
    frameAncestors: readFrameAncestors(from.own('FRAME_ANCESTORS') ?? ''),
    areAccountsApart: from.flag(...ownNames('ENFORCE_TENANCY')) ?? false,
    downloads: {
      pathRemap: from.own('DOWNLOAD_PATH_REMAP') ?? '',
      checkSeconds: readCount(from, 'CHECK_DOWNLOADS_SECONDS', CHECK_SECONDS),
    },
    isHardcoverEnhanced: from.flag(...ownNames('ENHANCED_HARDCOVER_API')) ?? true,
    build: {
      commit: from.text('COLOPHON_COMMIT') ?? 'unknown',
      date: from.text('COLOPHON_BUILD_DATE') ?? 'unknown',
    },
    oidc: {
      redirectBaseUrl: readRedirectBase(from.own('OIDC_REDIRECT_BASE_URL')),
      isProvisioning: from.flag(...ownNames('OIDC_AUTO_PROVISION')) ?? true,
      isEmailLinked: from.flag(...ownNames('OIDC_EMAIL_LINK')) ?? false,
      defaultRole: from.own('OIDC_DEFAULT_ROLE')?.toLowerCase() === 'admin' ? 'admin' : 'member',
      adminGroup: from.own('OIDC_ADMIN_GROUP') ?? null,
      groupClaim: from.own('OIDC_GROUP_CLAIM') ?? 'groups',
    },
    folders: {
      download: from.own('DOWNLOAD_DIR') ?? '/downloads',
      audiobookDownload: from.own('AUDIOBOOK_DOWNLOAD_DIR') ?? '',
      library: from.own('LIBRARY_DIR') ?? '/books',
      audiobook: from.own('AUDIOBOOK_DIR') ?? '',
    },
    logDays: readCount(from, 'LOG_RETENTION_DAYS', LOG_DAYS),
    arePrivateNotificationsAllowed: from.flag(...ownNames('NOTIFICATIONS_ALLOW_PRIVATE')) ?? false,
    isLoopbackDownloadAllowed: from.flag(...ownNames('DOWNLOAD_ALLOW_LOOPBACK')) ?? false,
    isLoopbackOidcAllowed: from.flag(...ownNames('ALLOW_LAN_OIDC')) ?? false,
  }
}

function readCookieSecure(text: string | undefined): AcquisitionOptions['cookieSecure'] {
  const word = text?.toLowerCase()
  return word === 'always' || word === 'never' ? word : 'auto'
}

function readCount(from: Environment, name: string, otherwise: number): number {
  const text = from.own(name)
  if (text === undefined) return otherwise
  const count = /^\d+$/.test(text) ? Number(text) : 0
  if (count < 1) throw invalid('config.count', `COLOPHON_${name} is "${text}"; give a whole number above 0.`)
  return count
}

function readRedirectBase(text: string | undefined): string | null {
  if (text === undefined) return null
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw invalid(
      'config.oidc-redirect-base',
      `COLOPHON_OIDC_REDIRECT_BASE_URL is "${text}"; write it as https://books.example.org.`,
    )
  }
  return text
}

/** It becomes a part of a header, so it must not bring other rules along. */
function readFrameAncestors(text: string): string {
  if (/[;,\p{Cc}]/u.test(text)) {
    throw invalid(
      'config.frame-ancestors',
      `COLOPHON_FRAME_ANCESTORS is "${text}"; write sources with blanks between, such as 'self' https://home.example.org.`,
    )
  }
  return text
}
