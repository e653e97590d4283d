import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { webState } from '#api/session.ts'
import { SignInElsewhere } from '#features/session/sign-in-elsewhere.tsx'
import { SignInForm } from '#features/session/sign-in-form.tsx'
import { useTitle } from '#ui/use-title.ts'
import { WelcomeFrame } from '#ui/welcome-frame.tsx'

export function SignInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  const { data } = useQuery(webState)
  useTitle(t('session.signIn'))
  return (
    <WelcomeFrame title={t('session.welcome')}>
      <SignInForm onDone={() => (next ? location.assign(address(next)) : void navigate({ to: '/' }))} />
      <SignInElsewhere />
      {data?.signupEnabled ? (
        <p className="mt-8 text-[0.9375rem] text-ink-soft">
          {t('session.noAccount')}{' '}
          <Link to="/sign-up" className="font-medium text-accent hover:underline">
            {t('session.signUp')}
          </Link>
        </p>
      ) : null}
    </WelcomeFrame>
  )
}
