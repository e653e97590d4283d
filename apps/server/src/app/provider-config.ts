import type { ProviderAddresses } from '#integrations/metadata-providers/index.ts'
import { invalid } from '#kernel/errors.ts'
import type { Environment } from './environment.ts'

const VARIABLES = {
  openlibrary: 'OPENLIBRARY_URL',
  dnb: 'DNB_URL',
  hardcover: 'HARDCOVER_URL',
  googlebooks: 'GOOGLE_BOOKS_URL',
  audnex: 'AUDNEX_URL',
  audible: 'AUDIBLE_URL',
} as const

/** What the environment says of the providers of metadata. */
export interface ProviderConfig {
  /** Those that stand somewhere else than usual. */
  addresses: ProviderAddresses
  /** Where providers reach whoever runs this server; null where nobody said. */
  contact: string | null
}

/** @throws DomainError `invalid` with a sentence that names the variable */
export function readProviderConfig(from: Environment): ProviderConfig {
  const addresses = Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([id, name]) => {
      const address = from.text(name)
      return address === undefined ? [] : [[id, checked(name, address)]]
    }),
  )
  return { addresses, contact: readContact(from.own('CONTACT') ?? from.text('COLOPHON_PUBLIC_URL')) }
}

function checked(name: string, address: string): string {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw invalid('config.provider', `${name} is "${address}"; write it as https://openlibrary.example.org.`)
  }
  return address
}

/** It becomes a part of a header. */
function readContact(text: string | undefined): string | null {
  if (text === undefined) return null
  if (!/^[\x21-\x7e]{1,200}$/.test(text) || /[()]/.test(text)) {
    throw invalid(
      'config.contact',
      `COLOPHON_CONTACT is "${text}"; give an address of a page or of mail, without blanks and brackets.`,
    )
  }
  return text
}
