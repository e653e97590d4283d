import { Copy, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useNewApiKey, useNewSecret } from './security-queries.ts'

/** The key with which other programs come in, and the secret that sessions are signed with. */
export function KeysPanel({ apiKey }: { apiKey: string }) {
  const { t } = useTranslation()
  const renew = useNewApiKey()
  const rotate = useNewSecret()
  const [isAsking, setAsking] = useState<'key' | 'secret'>()
  const copy = async () => {
    await navigator.clipboard?.writeText(apiKey)
    showToast(t('security.key.copied'))
  }
  const done = (text: string) => ({
    onSuccess: () => showToast(text),
    onSettled: () => setAsking(undefined),
  })
  return (
    <>
      <Panel title={t('security.key.title')} lead={t('security.key.lead')}>
        <div className="flex flex-col gap-4">
          <div className="flex items-end gap-2">
            <SecretField label={t('security.key.title')} value={apiKey} readOnly className="min-w-0 flex-1" />
            <IconButton label={t('security.key.copy')} onClick={() => void copy()}>
              <Copy size={18} aria-hidden />
            </IconButton>
          </div>
          <Button className="self-start" onClick={() => setAsking('key')}>
            <RefreshCw size={17} aria-hidden />
            {t('security.key.renew')}
          </Button>
          {renew.error ? <ErrorNotice error={renew.error} /> : null}
        </div>
      </Panel>
      <Panel title={t('security.secret.title')} lead={t('security.secret.lead')}>
        <div className="flex flex-col gap-4">
          <Button className="self-start" onClick={() => setAsking('secret')}>
            <RefreshCw size={17} aria-hidden />
            {t('security.secret.renew')}
          </Button>
          {rotate.error ? <ErrorNotice error={rotate.error} /> : null}
        </div>
      </Panel>
      <Confirm
        title={t('security.key.renewTitle')}
        action={t('security.key.renew')}
        isOpen={isAsking === 'key'}
        isBusy={renew.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => renew.mutate(undefined, done(t('security.key.renewed')))}
      >
        {t('security.key.renewExplained')}
      </Confirm>
      <Confirm
        title={t('security.secret.renewTitle')}
        action={t('security.secret.renew')}
        isOpen={isAsking === 'secret'}
        isBusy={rotate.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => rotate.mutate(undefined, done(t('security.secret.renewed')))}
      >
        {t('security.secret.renewExplained')}
      </Confirm>
    </>
  )
}
