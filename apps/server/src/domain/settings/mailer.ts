import { invalid } from '#kernel/errors.ts'
import { parseMailbox } from './mailbox.ts'
import { checkSmtpSettings, type SmtpSettings } from './smtp-settings.ts'

/** A mail of plain text. */
export interface Mail {
  /** One bare address. */
  to: string
  subject: string
  text: string
}

/** Sends mails by the server that is set. */
export interface Mailer {
  /**
   * @throws invalid where no server is set, or not completely; bad-gateway where it cannot be reached or does not take
   * the mail
   */
  send(mail: Mail): Promise<void>
}

/** Hands mails to a server; implemented in integrations/mail. */
export interface MailTransport {
  /** @throws bad-gateway where it cannot be reached or does not take the mail */
  send(server: Omit<SmtpSettings, 'from'>, mail: Mail & { from: { name: string; address: string } }): Promise<void>
}

/** @param readSettings what is set at the moment of a mail */
export function createMailer(transport: MailTransport, readSettings: () => Promise<SmtpSettings>): Mailer {
  return {
    async send(mail) {
      const { from, ...server } = await readSettings()
      if (server.host === '') throw invalid('smtp.unset', 'no mail server is set')
      checkSmtpSettings({ from, ...server })
      await transport.send(server, { ...mail, from: parseMailbox(from) ?? { name: '', address: from } })
    },
  }
}
