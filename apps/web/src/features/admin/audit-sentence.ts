import type { AuditEvent } from '@colophon/contract/web/admin.ts'
import type { TFunction } from 'i18next'

/** What an entry says, in a sentence: `Ada added the library “Fiction”`. */
export function auditSentence({ action, details, user, entityId }: AuditEvent, t: TFunction): string {
  const who = user === null ? t('audit.server') : (user.name ?? t('audit.gone'))
  const role = typeof details.role === 'string' ? t(`users.role.${details.role as 'reader'}`) : ''
  // What was done to many books is another sentence where they were thrown out.
  const context = typeof details.kind === 'string' ? { context: details.kind } : {}
  const values = { ...details, ...context, who, role, action: action.replace('.', ': ').replaceAll('_', ' ') }
  const [area, verb] = action.split('.')
  // Entries of earlier versions lack some of the names that a sentence fills in.
  for (const form of [verb, `${verb}_unnamed`]) {
    const known = filledIn(`audit.say.${area as 'user'}.${form as 'created'}`, values, t)
    if (known !== undefined) return known
  }
  const name = [details.name, details.title, details.file_name, details.username].find((one) => typeof one === 'string')
  return name === undefined || entityId === ''
    ? t('audit.say.other', values)
    : t('audit.say.named', { ...values, name })
}

/** Undefined where there is no such sentence, or nothing to put into one of its gaps. */
function filledIn(
  key: 'audit.say.user.created',
  values: Readonly<Record<string, unknown>>,
  t: TFunction,
): string | undefined {
  const sentence: string = t(key, { ...values, defaultValue: '', skipInterpolation: true })
  const gaps = [...sentence.matchAll(/\{\{(\w+)/g)].map(([, gap = '']) => values[gap])
  return sentence === '' || gaps.some((gap) => (gap ?? '') === '') ? undefined : t(key, { ...values, defaultValue: '' })
}
