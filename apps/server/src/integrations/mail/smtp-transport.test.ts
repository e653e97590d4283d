import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { createMailer } from '#domain/settings/mailer.ts'
import type { SmtpSettings } from '#domain/settings/smtp-settings.ts'
import { smtpTransport } from './smtp-transport.ts'

const smtpMailer = (readSettings: () => Promise<SmtpSettings>) => createMailer(smtpTransport, readSettings)

interface Received {
  from: string
  to: string[]
  user: string | undefined
  body: string
}

let server: SMTPServer | undefined
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** A mail server on this machine that keeps what it gets. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: Received[] = []
  const started = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    async onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope
      const from = mailFrom === false ? '' : mailFrom.address
      mails.push({ from, to: rcptTo.map(({ address }) => address), user: session.user, body: await text(stream) })
      done()
    },
    ...options,
  })
  server = started
  started.on('error', () => {})
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const address = started.server.address()
  const port = String(address !== null && typeof address === 'object' ? address.port : 0)
  return { mails, port }
}

const settings = (port: string, more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  ...{ host: '127.0.0.1', port, username: '', password: '', tls: 'none', from: 'Book Server <books@example.test>' },
  ...more,
})

const MAIL = { to: 'alice@example.test', subject: 'Book Imported: Ünïcode', text: 'The Sparrow (ebook)' }

describe('mail', () => {
  it('goes to its receiver from the address that is set', async () => {
    const { mails, port } = await mailServer()
    await smtpMailer(async () => settings(port)).send(MAIL)
    expect(mails).toMatchObject([{ from: 'books@example.test', to: ['alice@example.test'], user: undefined }])
    expect(mails[0]?.body).toContain('The Sparrow (ebook)')
    expect(mails[0]?.body).toContain('From: Book Server <books@example.test>')
  })

  it('signs in where a user name is set', async () => {
    const { mails, port } = await mailServer({
      onAuth: ({ username, password }, _session, done) =>
        password === 'hush' ? done(null, { user: username }) : done(new Error('wrong')),
    })
    await smtpMailer(async () => settings(port, { username: 'mailer', password: 'hush' })).send(MAIL)
    expect(mails).toMatchObject([{ user: 'mailer' }])
    const wrong = smtpMailer(async () => settings(port, { username: 'mailer', password: 'wrong secret' })).send(MAIL)
    await expect(wrong).rejects.toMatchObject({ kind: 'bad-gateway' })
    await expect(wrong).rejects.not.toThrow(/wrong secret/)
  })

  it('is not sent in the clear to a server that cannot encrypt', async () => {
    const { mails, port } = await mailServer()
    const sent = smtpMailer(async () => settings(port, { tls: 'starttls' })).send(MAIL)
    await expect(sent).rejects.toMatchObject({ kind: 'bad-gateway' })
    expect(mails).toEqual([])
  })

  it('says that the server refused, or is not there', async () => {
    const { port } = await mailServer({ onRcptTo: (_address, _session, done) => done(new Error('nobody here')) })
    const mailer = smtpMailer(async () => settings(port))
    await expect(mailer.send(MAIL)).rejects.toThrow(/did not take the mail/)
    await expect(smtpMailer(async () => settings('1')).send(MAIL)).rejects.toThrow(/cannot be reached/)
    await expect(smtpMailer(async () => settings(port, { host: '' })).send(MAIL)).rejects.toMatchObject({
      kind: 'invalid',
    })
  })
})
