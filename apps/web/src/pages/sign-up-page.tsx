import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AccountForm } from '#features/session/account-form.tsx'
import { useTitle } from '#ui/use-title.ts'
import { WelcomeFrame } from '#ui/welcome-frame.tsx'

export function SignUpPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  useTitle(t('session.signUp'))
  return (
    <WelcomeFrame title={t('session.signUpTitle')} lead={t('session.signUpLead')}>
      <AccountForm action={t('session.signUp')} onDone={() => void navigate({ to: '/' })} />
      <p className="mt-8 text-[0.9375rem] text-ink-soft">
        {t('session.hasAccount')}{' '}
        <Link to="/sign-in" className="font-medium text-accent hover:underline">
          {t('session.signIn')}
        </Link>
      </p>
    </WelcomeFrame>
  )
}
