import { previewNaming } from '@colophon/contract/web/importing.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'

interface Templates {
  ebook: string
  audiobook: string
  track: string
}

/** What becomes of the templates for some books, while somebody types. */
export function NamingPreview(templates: Templates) {
  const { t, i18n } = useTranslation()
  const ebook = useDeferredValue(templates.ebook)
  const audiobook = useDeferredValue(templates.audiobook)
  const track = useDeferredValue(templates.track)
  const { data, error } = useQuery({
    queryKey: ['naming-preview', ebook, audiobook, track],
    queryFn: ({ signal }) => call(previewNaming, { body: { ebook, audiobook, track } }, { signal }),
    placeholderData: keepPreviousData,
  })
  if (error) return <ErrorNotice error={error} />
  if (!data) return null
  return (
    <section aria-label={t('importing.naming.preview')} className="flex flex-col gap-3 rounded-xl bg-sunken p-4">
      <p className="text-sm font-medium">{t('importing.naming.preview')}</p>
      {data.unknown.length > 0 ? (
        <Notice kind="warning">
          {t('importing.naming.unknown', { words: new Intl.ListFormat(i18n.language).format(data.unknown) })}
        </Notice>
      ) : null}
      <ul className="flex flex-col gap-3">
        {data.examples.map((example) => (
          <li key={`${example.author} ${example.title}`} className="flex flex-col gap-1 text-sm">
            <span className="text-ink-soft">
              {t('importing.naming.example', { title: example.title, author: example.author })}
            </span>
            <code className="break-all">{example.ebook}</code>
            <code className="break-all">{example.audiobook}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
