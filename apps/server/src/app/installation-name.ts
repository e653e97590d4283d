import { createHash } from 'node:crypto'

/**
 * A short name by which processes of one installation find each other in Redis, and do not meet those of another one
 * that uses the same Redis: they share a database, so it is made of its address, without the password.
 */
export function installationName(databaseUrl: string): string {
  const place = URL.canParse(databaseUrl) ? addressOf(new URL(databaseUrl)) : databaseUrl
  return `colophon-${createHash('sha256').update(place).digest('hex').slice(0, 12)}`
}

const addressOf = ({ hostname, port, pathname }: URL) => `${hostname}:${port || '5432'}${pathname}`
