import { type DeviceTest, testDeviceAddress } from '@colophon/contract/web/device-test.ts'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { deviceAddress } from './device-queries.ts'

/** Has the server call itself as devices do, and says in words what stands between them. */
export function AddressTest() {
  const { t } = useTranslation()
  const test = useMutation({
    mutationFn: () => call(testDeviceAddress, { body: { address: deviceAddress(null, '/') } }),
  })
  return (
    <Panel title={t('devices.test.title')} lead={t('devices.test.lead')}>
      <div className="flex flex-col items-start gap-4">
        <Button disabled={test.isPending} onClick={() => test.mutate()}>
          {t(test.isPending ? 'devices.test.running' : 'devices.test.run')}
        </Button>
        <div role="status" className="w-full">
          {test.data ? <Result result={test.data} /> : null}
        </div>
        {test.error ? <ErrorNotice error={test.error} /> : null}
      </div>
    </Panel>
  )
}

function Result({ result: { address, findings } }: { result: DeviceTest }) {
  const { t } = useTranslation()
  if (findings.length === 0) {
    return (
      <p className="flex items-center gap-2 text-accent">
        <CircleCheck size={19} aria-hidden className="shrink-0" />
        {t('devices.test.good', { address })}
      </p>
    )
  }
  return (
    <ul className="flex flex-col gap-3">
      {findings.map(({ hindrance, isSevere, path, detail }) => (
        <li key={`${hindrance} ${path}`}>
          <Notice kind={isSevere ? 'warning' : 'info'}>
            <p className="font-medium">{t(`devices.test.found.${hindrance}`, { address, path, detail })}</p>
            <p>{t(`devices.test.help.${hindrance}`, { address, path, detail })}</p>
            <p className="text-sm">
              <code className="break-all">{[address + path, detail].filter(Boolean).join(' · ')}</code>
            </p>
          </Notice>
        </li>
      ))}
    </ul>
  )
}
