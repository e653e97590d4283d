import type { TFunction } from 'i18next'
import type { FieldFault } from './draft.ts'

/** What to say beside a field; nothing where nothing is wrong. */
export function faultWords(fault: FieldFault | undefined, t: TFunction): string | undefined {
  if (fault === undefined) return undefined
  return typeof fault === 'string' ? t(`edit.faults.${fault}`) : t('edit.faults.long', { most: fault.most })
}
