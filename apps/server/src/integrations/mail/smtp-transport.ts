import type { MailTransport } from '#domain/settings/mailer.ts'
import { DomainError } from '#kernel/errors.ts'

const TIMEOUT_MS = 15_000

type Server = Parameters<MailTransport['send']>[0]

/** Speaks SMTP; a connection for each mail. */
export const smtpTransport: MailTransport = {
  async send(server, { from, to, subject, text }) {
    const transport = await openTransport(server)
    try {
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text })
    } catch (error) {
      throw undelivered(server, error)
    } finally {
      transport.close()
    }
  },
}

/** Loaded with the first mail: most installations send none. */
async function openTransport({ host, port, username, password, tls }: Server) {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port: Number(port),
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(username === '' ? {} : { auth: { user: username, pass: password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What is sent is text of ours; nothing in it may make the mail hold a file of this machine.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Without the server's own words: they may repeat a user name or a part of a password. */
function undelivered({ host, port }: Server, cause: unknown): DomainError {
  const { code = '', responseCode } = cause as { code?: string; responseCode?: number }
  const said = responseCode === undefined ? '' : ` (${responseCode})`
  const why =
    code === 'EAUTH'
      ? `does not accept the user name and password${said}`
      : responseCode === undefined
        ? 'cannot be reached, or does not speak as it is set'
        : `did not take the mail${said}`
  return new DomainError('bad-gateway', 'smtp.failed', `the mail server ${host}:${port} ${why}`, { cause })
}
