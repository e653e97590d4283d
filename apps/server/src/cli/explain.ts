import { DomainError } from '#kernel/errors.ts'
import { Trouble } from './command.ts'

/** Turns an error that a person can do something about into a sentence that says what; undefined for bugs. */
export function explain(error: unknown): Trouble | undefined {
  if (error instanceof DomainError) return new Trouble(error.message, 1, { cause: error })
  const sentence = sentenceFor(error)
  return sentence ? new Trouble(sentence, 1, { cause: error }) : undefined
}

interface SystemError extends Error {
  code?: string
  syscall?: string
  path?: string
  port?: number
  address?: string
  hostname?: string
}

function sentenceFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, syscall, path, port, address, hostname } = error as SystemError
  const where = path ? ` ${path}` : ''
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE') {
      return `Port ${port} is taken by another program. End that one, or choose another port: --port ${Number(port) + 1}`
    }
    if (code === 'EACCES')
      return `Port ${port} needs more rights than this account has. Choose one above 1023 with --port.`
    if (code === 'EADDRNOTAVAIL')
      return `This machine has no address ${address}. Leave --host out, or give one of its own.`
  }
  if (syscall === 'getaddrinfo')
    return `The name ${hostname} was not found. Check --host, --database-url and --redis-url.`
  if (syscall === 'connect') {
    return `Nothing answers at ${address ?? ''}:${port ?? ''} (${code}). Start that server, or correct --database-url or --redis-url.`
  }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `No permission for${where}. Run Colophon as its owner, or change its permissions (chown, chmod).`
    case 'EROFS':
      return `The disk of${where} is read-only. Choose another place with --data-dir.`
    case 'ENOSPC':
      return `The disk is full${where ? `:${where}` : ''}. Make room and start again.`
    case 'SQLITE_CANTOPEN':
      return 'The database file could not be opened. Check that its folder exists and belongs to this account (--data-dir).'
    case 'SQLITE_READONLY':
      return 'The database file is read-only. Check that it belongs to this account (--data-dir).'
    case 'SQLITE_NOTADB':
      return 'The database file is not a database. Move it away, or name another one with --database-url.'
    case '3D000':
      return `${capital(error.message)}. Create it (createdb), or correct --database-url.`
    case '28P01':
    case '28000':
      return `The database refuses the account: ${error.message}. Correct --database-url.`
    default:
      return undefined
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
