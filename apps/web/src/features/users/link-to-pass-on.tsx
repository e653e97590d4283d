import type { PasswordLink } from '@colophon/contract/web/users.ts'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { moment } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'

/** A link that is shown this once. The secret stands behind `#`: that part of an address is never sent to a server. */
export function LinkToPassOn({ link, onDone }: { link: PasswordLink; onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const [isCopied, setCopied] = useState(false)
  const href = `${location.origin}${address('/welcome')}#${link.secret}`
  const copy = () => void navigator.clipboard?.writeText(href).then(() => setCopied(true))
  return (
    <div className="flex flex-col gap-5 p-6 pt-2">
      <p className="text-ink-soft">{t('users.linkExplained', { at: moment(link.expiresAt, i18n.language) })}</p>
      <TextField label={t('users.linkLabel')} value={href} readOnly onFocus={(event) => event.target.select()} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span role="status" className="me-auto text-sm text-accent">
          {isCopied ? t('users.copied') : null}
        </span>
        <Button onClick={copy}>
          <Copy size={17} aria-hidden />
          {t('users.copy')}
        </Button>
        <Button kind="primary" onClick={onDone}>
          {t('users.done')}
        </Button>
      </div>
    </div>
  )
}
