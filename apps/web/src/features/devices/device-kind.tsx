import { Copy } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#ui/announcer.tsx'
import { IconButton } from '#ui/button.tsx'
import { Panel } from '#ui/panel.tsx'
import { QrCode } from './qr-code.tsx'

/** One kind of device: what it is for, three steps to set it up, and how its devices are. */
export function DeviceKind({
  title,
  lead,
  steps,
  children,
}: {
  title: string
  lead: string
  steps: readonly ReactNode[]
  children: ReactNode
}) {
  return (
    <Panel title={title} lead={lead}>
      <div className="flex flex-col gap-6">
        <ol className="flex flex-col gap-5">
          {steps.map((step, index) => (
            // Steps never change their order.
            <Fragment key={index}>
              <li className="flex gap-4">
                <span
                  aria-hidden="true"
                  className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent tabular-nums"
                >
                  {index + 1}
                </span>
                <div className="min-w-0 flex-1 pt-0.5">{step}</div>
              </li>
            </Fragment>
          ))}
        </ol>
        {children}
      </div>
    </Panel>
  )
}

/** An address to type, copy or photograph. */
export function DeviceAddress({ value }: { value: string }) {
  const { t } = useTranslation()
  const copy = () => void navigator.clipboard?.writeText(value).then(() => announce(t('devices.copied')))
  return (
    <div className="mt-2 flex flex-col gap-3">
      <div className="flex items-center gap-1 rounded-lg border border-line bg-surface ps-3">
        <code className="min-w-0 flex-1 py-2 text-sm break-all select-all">{value}</code>
        <IconButton label={t('devices.copy')} onClick={copy}>
          <Copy size={17} aria-hidden />
        </IconButton>
      </div>
      <QrCode text={value} label={t('devices.qr', { address: value })} />
    </div>
  )
}
