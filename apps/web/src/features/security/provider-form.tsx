import { Plug } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { type Finding, Findings } from '#ui/standing.tsx'
import { type OidcProvider, type OidcProviderBody, useTestIssuer } from './security-queries.ts'

const USUAL_SCOPES = 'openid profile email'

/** A provider where people sign in. Its issuer can be tried before it is kept. */
export function ProviderForm({
  provider,
  callbackOf,
  error,
  isBusy,
  onSave,
  onCancel,
}: {
  provider?: OidcProvider | undefined
  /** The address that the provider has to know, for an id. */
  callbackOf: (id: string) => string
  error: Error | null
  isBusy: boolean
  onSave: (provider: OidcProviderBody) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const test = useTestIssuer()
  const [id, setId] = useState(provider?.id ?? '')
  const [issuer, setIssuer] = useState(provider?.issuer ?? '')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const word = (name: string) => String(form.get(name) ?? '').trim()
    onSave({
      id,
      name: word('name'),
      issuer: issuer.trim(),
      client_id: word('clientId'),
      client_secret: word('clientSecret'),
      scopes: word('scopes')
        .split(/[\s,]+/)
        .filter(Boolean),
      allowed_groups: word('groups')
        .split(',')
        .map((group) => group.trim())
        .filter(Boolean),
    })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField
        label={t('security.oidc.name')}
        hint={t('security.oidc.nameHint')}
        name="name"
        required
        defaultValue={provider?.name}
      />
      <TextField
        label={t('security.oidc.id')}
        hint={t('security.oidc.idHint', { address: callbackOf(id || '…') })}
        required
        pattern="[a-z0-9_\-]{1,32}"
        readOnly={provider !== undefined}
        autoCapitalize="none"
        spellCheck={false}
        value={id}
        onChange={(event) => setId(event.target.value)}
      />
      <TextField
        label={t('security.oidc.issuer')}
        type="url"
        placeholder="https://"
        required
        value={issuer}
        onChange={(event) => setIssuer(event.target.value)}
      />
      <TextField
        label={t('security.oidc.clientId')}
        name="clientId"
        required
        autoComplete="off"
        defaultValue={provider?.client_id}
      />
      <SecretField
        label={t('security.oidc.clientSecret')}
        hint={provider ? t('security.oidc.secretKept') : undefined}
        name="clientSecret"
        required={provider === undefined}
      />
      <TextField
        label={t('security.oidc.scopes')}
        name="scopes"
        spellCheck={false}
        defaultValue={provider ? provider.scopes.join(' ') : USUAL_SCOPES}
      />
      <TextField
        label={t('security.oidc.groups')}
        hint={t('security.oidc.groupsHint')}
        name="groups"
        defaultValue={provider?.allowed_groups?.join(', ')}
      />
      {test.data ? (
        <Findings findings={findingsOf(test.data, t('security.oidc.answers'), t('security.oidc.mismatch'))} />
      ) : null}
      {error || test.error ? <ErrorNotice error={error ?? test.error} /> : null}
      <FormActions action={t('ui.save')} isBusy={isBusy} onCancel={onCancel}>
        <Button disabled={test.isPending || issuer.trim() === ''} onClick={() => test.mutate(issuer.trim())}>
          <Plug size={17} aria-hidden />
          {t('security.oidc.test')}
        </Button>
      </FormActions>
    </form>
  )
}

function findingsOf(
  { ok, error, issuer_mismatch }: { ok: boolean; error?: string; issuer_mismatch?: boolean },
  fine: string,
  mismatch: string,
): Finding[] {
  if (!ok) return [{ kind: 'problem', text: error ?? '' }]
  return [{ kind: 'ok', text: fine }, ...(issuer_mismatch ? [{ kind: 'warning' as const, text: mismatch }] : [])]
}
