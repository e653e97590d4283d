import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AddressTest } from '#features/devices/address-test.tsx'
import { DeviceAddress, DeviceKind } from '#features/devices/device-kind.tsx'
import { deviceAddress, devices } from '#features/devices/device-queries.ts'
import { DeviceSignIn } from '#features/devices/device-sign-in.tsx'
import { KoboPart } from '#features/devices/kobo-part.tsx'
import { SeenDevices } from '#features/devices/seen-devices.tsx'
import { ago } from '#i18n/measures.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Readers and apps besides the browser: how each is set up, and how those that are set up are. */
export function DevicesPage() {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = useQuery(devices)
  useTitle(t('devices.title'))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  const { koreader, opds, publicUrl } = data
  return (
    <>
      <PageHeader title={t('devices.title')} />
      <p className="mb-8 max-w-prose text-ink-soft">{t('devices.lead')}</p>
      {koreader.unknown > 0 ? (
        <div className="mb-8 max-w-3xl">
          <Notice
            kind="info"
            action={
              <Link to="/devices/unknown" className={buttonClass({ size: 'small' })}>
                {t('devices.inboxOpen')}
              </Link>
            }
          >
            {t('devices.inboxWaiting', { count: koreader.unknown })}
          </Notice>
        </div>
      ) : null}
      <KoboPart />
      <DeviceKind
        title={t('devices.koreader')}
        lead={t('devices.koreaderLead')}
        steps={[
          <div key="sign-in" className="flex flex-col gap-3">
            <p>{t('devices.koreaderStep1')}</p>
            <DeviceSignIn protocol="kosync" signIn={koreader.signIn} />
          </div>,
          <div key="address">
            <p>{t('devices.koreaderStep2')}</p>
            <DeviceAddress value={deviceAddress(publicUrl, '/')} />
          </div>,
          <p key="login">{t('devices.koreaderStep3')}</p>,
        ]}
      >
        <SeenDevices seen={koreader.devices} />
      </DeviceKind>
      <DeviceKind
        title={t('devices.opds')}
        lead={t('devices.opdsLead')}
        steps={[
          <div key="sign-in" className="flex flex-col gap-3">
            <p>{t('devices.opdsStep1')}</p>
            <DeviceSignIn protocol="opds" signIn={opds.signIn} />
          </div>,
          <div key="address">
            <p>{t('devices.opdsStep2')}</p>
            <DeviceAddress value={deviceAddress(publicUrl, '/opds')} />
          </div>,
          <p key="login">{t('devices.opdsStep3')}</p>,
        ]}
      >
        <p className="text-sm text-ink-faint">
          {opds.lastDownloadAt
            ? t('devices.fetched', { count: opds.books, at: ago(opds.lastDownloadAt, i18n.language) })
            : t('devices.nothingFetched')}
        </p>
      </DeviceKind>
      <AddressTest />
    </>
  )
}
