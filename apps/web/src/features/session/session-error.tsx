import { useTranslation } from 'react-i18next'
import { CookieRefused } from '#api/session.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'

/** Why a sign-in or sign-up did not lead anywhere. */
export function SessionError({ error }: { error: unknown }) {
  const { t } = useTranslation()
  return error instanceof CookieRefused ? <Notice>{t('session.cookieRefused')}</Notice> : <ErrorNotice error={error} />
}
