import { readPasswordLink, usePasswordLink } from '@colophon/contract/web/users.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { isNotFound } from '#api/call-error.ts'
import { useSignIn } from '#api/session.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'
import { WelcomeFrame } from '#ui/welcome-frame.tsx'

/** Where the link of an invitation leads: one chooses a password and is in. */
export function WelcomePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const secret = useRouterState({ select: ({ location }) => location.hash })
  const look = useQuery({
    queryKey: ['welcome', secret],
    queryFn: ({ signal }) => call(readPasswordLink, { body: { secret } }, { signal }),
    enabled: secret !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const signIn = useSignIn()
  const choose = useMutation({
    mutationFn: async (password: string) => {
      const { email } = await call(usePasswordLink, { body: { secret, password } })
      await signIn.mutateAsync({ login: email, password })
    },
    onSuccess: () => navigate({ to: '/', replace: true }),
  })
  useTitle(t('welcome.title'))
  if (secret === '' || isNotFound(look.error) || isNotFound(choose.error)) return <Gone />
  if (look.error) {
    return (
      <WelcomeFrame title={t('welcome.title')}>
        <ErrorNotice error={look.error} onRetry={() => void look.refetch()} />
      </WelcomeFrame>
    )
  }
  if (!look.data) return <Waiting />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    choose.mutate(String(new FormData(event.currentTarget).get('password')))
  }
  return (
    <WelcomeFrame title={t('welcome.title')} lead={t('welcome.lead', look.data)}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        <input type="text" name="username" autoComplete="username" value={look.data.email} readOnly hidden />
        <NewPasswordField label={t('session.password')} name="password" />
        {choose.error ? <ErrorNotice error={choose.error} /> : null}
        <Button type="submit" kind="primary" disabled={choose.isPending}>
          {t('welcome.action')}
        </Button>
      </form>
    </WelcomeFrame>
  )
}

function Gone() {
  const { t } = useTranslation()
  return (
    <WelcomeFrame title={t('welcome.gone')} lead={t('welcome.goneExplained')}>
      <Link to="/sign-in" className={buttonClass()}>
        {t('welcome.toSignIn')}
      </Link>
    </WelcomeFrame>
  )
}
