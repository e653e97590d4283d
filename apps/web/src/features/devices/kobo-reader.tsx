import type { KoboDevice, KoboReader } from '@colophon/contract/web/kobo.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { KoboMissing } from './kobo-missing.tsx'
import { useRevokeKobo } from './kobo-queries.ts'
import { KoboScope } from './kobo-scope.tsx'

/** One Kobo: what it holds, what it will receive, and its end. */
export function KoboReaderCard({ reader }: { reader: KoboReader }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'scope' | 'missing' | 'revoke'>()
  const revoke = useRevokeKobo(reader.id)
  const close = () => setOpen(undefined)
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div>
        <h3 className="font-semibold wrap-anywhere">{reader.name}</h3>
        <p className="text-sm text-ink-faint">
          {t(`kobo.scope.${reader.settings.scope}`)} · {t('kobo.eligible', { count: reader.eligible })}
        </p>
      </div>
      {reader.isTooMany ? <Notice kind="warning">{t('kobo.tooMany')}</Notice> : null}
      {reader.devices.length === 0 ? <p className="text-sm text-ink-soft">{t('kobo.neverSeen')}</p> : null}
      {reader.devices.map((device) => (
        <Device key={device.id} device={device} />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setOpen('scope')}>
          {t('kobo.receives')}
        </Button>
        <Button size="small" onClick={() => setOpen('missing')}>
          {t('kobo.missing')}
        </Button>
        <Button kind="danger" size="small" onClick={() => setOpen('revoke')}>
          {t('kobo.revoke')}
        </Button>
      </div>
      {revoke.error ? <ErrorNotice error={revoke.error} /> : null}
      <Dialog title={t('kobo.receives')} isOpen={open === 'scope'} onClose={close}>
        <KoboScope reader={reader} onDone={close} />
      </Dialog>
      <Dialog title={t('kobo.missing')} isOpen={open === 'missing'} onClose={close}>
        <KoboMissing readerId={reader.id} />
      </Dialog>
      <Confirm
        title={t('kobo.revokeTitle', { name: reader.name })}
        action={t('kobo.revoke')}
        isOpen={open === 'revoke'}
        isBusy={revoke.isPending}
        onClose={close}
        onConfirm={() => revoke.mutate(undefined, { onSettled: close })}
      >
        {t('kobo.revokeExplained')}
      </Confirm>
    </li>
  )
}

function Device({ device }: { device: KoboDevice }) {
  const { t, i18n } = useTranslation()
  const synced = device.lastSyncAt
    ? t('kobo.synced', { at: ago(device.lastSyncAt, i18n.language) })
    : t('kobo.neverSynced', { at: ago(device.lastSeenAt, i18n.language) })
  const counts = [
    t('kobo.held', { count: device.held }),
    t('kobo.downloaded', { count: device.downloaded }),
    device.waiting > 0 ? t('kobo.waiting', { count: device.waiting }) : '',
    device.removed > 0 ? t('kobo.removed', { count: device.removed }) : '',
  ].filter(Boolean)
  return (
    <div className="border-t border-line pt-3 text-sm">
      <p className="font-medium">{device.model || t('devices.unnamedDevice')}</p>
      <p className="text-ink-soft">{synced}</p>
      <p className="text-ink-faint">{counts.join(' · ')}</p>
    </div>
  )
}
