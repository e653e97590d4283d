import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { useSignOut, webState } from '#api/session.ts'
import { KeysPanel } from '#features/account/keys-panel.tsx'
import { OwnDataPanel } from '#features/account/own-data-panel.tsx'
import { PasswordPanel } from '#features/account/password-panel.tsx'
import { ProfilePanel } from '#features/account/profile-panel.tsx'
import { SessionsPanel } from '#features/account/sessions-panel.tsx'
import { LanguageChoice } from '#features/language/language-choice.tsx'
import { ThemeChoice } from '#features/theme/theme-choice.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Panel } from '#ui/panel.tsx'
import { useTitle } from '#ui/use-title.ts'

export function AccountPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { data } = useQuery(webState)
  useTitle(t('account.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('account.title')}
        actions={
          <Button
            onClick={() => signOut.mutate(undefined, { onSuccess: () => navigate({ to: '/sign-in' }) })}
            disabled={signOut.isPending}
          >
            <LogOut size={17} aria-hidden />
            {t('session.signOut')}
          </Button>
        }
      />
      <div className="mt-8">
        <Panel title={t('theme.title')} lead={t('theme.lead')}>
          <ThemeChoice />
        </Panel>
        <Panel title={t('language.title')} lead={t('language.lead')}>
          <LanguageChoice />
        </Panel>
        <ProfilePanel />
        <PasswordPanel />
        <SessionsPanel />
        <KeysPanel />
        <OwnDataPanel onDeleted={() => location.assign(address('/sign-in'))} />
      </div>
      <p className="border-t border-line pt-6 text-sm text-ink-faint">Colophon {data?.version}</p>
    </div>
  )
}
