import type { AuditEvent } from '@colophon/contract/web/admin.ts'
import type { TFunction } from 'i18next'

/** What an entry says, in a sentence: `Ada added the library “Fiction”`. */
export function auditSentence({ action, details, user, entityId }: AuditEvent, t: TFunction): string {
  const who = user === null ? t('audit.server') : (user.name ?? t('audit.gone'))
  const role = typeof details.role === 'string' ? t(`users.role.${details.role as 'reader'}`) : ''
  const values = { ...details, who, role, action: action.replace('.', ': ').replaceAll('_', ' ') }
  const [area, verb] = action.split('.')
  const known: string = t(`audit.say.${area as 'user'}.${verb as 'created'}`, { ...values, defaultValue: '' })
  if (known !== '') return known
  const name = [details.name, details.title, details.file_name, details.username].find((one) => typeof one === 'string')
  return name === undefined || entityId === ''
    ? t('audit.say.other', values)
    : t('audit.say.named', { ...values, name })
}
