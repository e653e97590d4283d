import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Standing } from '#ui/standing.tsx'
import { ProviderForm } from './provider-form.tsx'
import {
  type OidcProvider,
  type OidcProviderBody,
  oidcProviders,
  redirectBase,
  useSetProviders,
} from './security-queries.ts'

/** Other places where people have an account with which they come in here. */
export function ProvidersPanel() {
  const { t } = useTranslation()
  const { data = [], error } = useQuery(oidcProviders)
  const base = useQuery(redirectBase).data
  const save = useSetProviders()
  const [edited, setEdited] = useState<OidcProvider | 'new'>()
  const [doomed, setDoomed] = useState<OidcProvider>()
  const close = () => {
    save.reset()
    setEdited(undefined)
  }
  const callbackOf = (id: string) => (base ? base.base + base.callback_path.replace('{id}', id) : '')
  const keep = (provider: OidcProviderBody) => {
    const others = data.filter(({ id }) => id !== provider.id)
    save.mutate([...others.map(bodyFrom), provider], { onSuccess: close })
  }
  return (
    <Panel title={t('security.oidc.title')} lead={t('security.oidc.lead')}>
      <div className="flex flex-col gap-4">
        {error ? <ErrorNotice error={error} /> : null}
        {data.length > 0 ? (
          <Rows label={t('security.oidc.title')}>
            {data.map((provider) => (
              <Row
                key={provider.id}
                title={provider.name || provider.id}
                detail={provider.issuer}
                standing={<ProviderStanding provider={provider} />}
                actions={
                  <>
                    <IconButton
                      label={t('security.oidc.edit', { name: provider.name })}
                      onClick={() => setEdited(provider)}
                    >
                      <Pencil size={17} aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t('security.oidc.delete', { name: provider.name })}
                      onClick={() => setDoomed(provider)}
                    >
                      <Trash2 size={17} aria-hidden />
                    </IconButton>
                  </>
                }
              />
            ))}
          </Rows>
        ) : null}
        <Button className="self-start" onClick={() => setEdited('new')}>
          <Plus size={17} aria-hidden />
          {t('security.oidc.add')}
        </Button>
      </div>
      <Dialog title={t('security.oidc.add')} isOpen={edited !== undefined} onClose={close}>
        <ProviderForm
          provider={edited === 'new' ? undefined : edited}
          callbackOf={callbackOf}
          error={save.error}
          isBusy={save.isPending}
          onSave={keep}
          onCancel={close}
        />
      </Dialog>
      <Confirm
        title={t('security.oidc.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('security.oidc.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={save.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() =>
          save.mutate(data.filter(({ id }) => id !== doomed?.id).map(bodyFrom), {
            onSettled: () => setDoomed(undefined),
          })
        }
      >
        {t('security.oidc.deleteExplained')}
      </Confirm>
    </Panel>
  )
}

function ProviderStanding({ provider: { status } }: { provider: OidcProvider }) {
  const { t } = useTranslation()
  if (!status) return <Standing kind="unknown">{t('security.oidc.asking')}</Standing>
  if (status.state === 'ok') return <Standing kind="ok">{t('security.oidc.answers')}</Standing>
  return <Standing kind="problem">{status.last_error || t('security.oidc.silent')}</Standing>
}

/** As it is sent back unchanged: without a secret, so that the stored one stays. */
const bodyFrom = ({ status: _status, ...provider }: OidcProvider): OidcProviderBody => provider
