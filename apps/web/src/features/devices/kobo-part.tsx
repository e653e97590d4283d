import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#ui/announcer.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { DeviceKind } from './device-kind.tsx'
import { koboReaders, useAddKobo } from './kobo-queries.ts'
import { KoboReaderCard } from './kobo-reader.tsx'

/** Kobo readers: each has a token of its own, and what it receives. */
export function KoboPart() {
  const { t } = useTranslation()
  const { data, error } = useQuery(koboReaders)
  const add = useAddKobo()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    add.mutate(String(new FormData(form).get('name')).trim(), { onSuccess: () => form.reset() })
  }
  return (
    <DeviceKind
      title={t('kobo.title')}
      lead={t('kobo.lead')}
      steps={[
        <div key="add" className="flex flex-col gap-3">
          <p>{t('kobo.step1')}</p>
          <form onSubmit={submit} className="flex items-end gap-2">
            <TextField
              label={t('kobo.name')}
              name="name"
              required
              maxLength={100}
              placeholder={t('kobo.namePlaceholder')}
              className="min-w-0 flex-1"
            />
            <Button type="submit" disabled={add.isPending}>
              {t('kobo.add')}
            </Button>
          </form>
          {add.error ? <ErrorNotice error={add.error} /> : null}
        </div>,
        <div key="file" className="flex flex-col gap-3">
          <p>{t('kobo.step2')}</p>
          {add.data ? (
            <Configuration text={add.data.configuration} isCertain={add.data.isAddressCertain} />
          ) : (
            <p className="text-sm text-ink-faint">{t('kobo.afterAdding')}</p>
          )}
        </div>,
        <p key="sync">{t('kobo.step3')}</p>,
      ]}
    >
      {error ? <ErrorNotice error={error} /> : null}
      {data && data.length > 0 ? (
        <ul aria-label={t('kobo.title')} className="flex flex-col gap-4">
          {data.map((reader) => (
            <KoboReaderCard key={reader.id} reader={reader} />
          ))}
        </ul>
      ) : null}
    </DeviceKind>
  )
}

/** The lines for the reader, shown this once: they hold its token. */
function Configuration({ text, isCertain }: { text: string; isCertain: boolean }) {
  const { t } = useTranslation()
  const copy = () => void navigator.clipboard?.writeText(text).then(() => announce(t('devices.copied')))
  return (
    <div role="status" className="flex flex-col gap-3">
      <div className="flex items-start gap-1 rounded-lg bg-accent-soft ps-3">
        <pre className="min-w-0 flex-1 py-3 text-sm break-all whitespace-pre-wrap select-all">{text}</pre>
        <IconButton label={t('kobo.copy')} onClick={copy}>
          <Copy size={17} aria-hidden />
        </IconButton>
      </div>
      <p className="text-sm text-ink-faint">{t('kobo.shownOnce')}</p>
      {isCertain ? null : <Notice kind="info">{t('kobo.guessed')}</Notice>}
    </div>
  )
}
