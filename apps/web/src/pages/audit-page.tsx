import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AuditFilter, auditEvents, ROWS_PER_PAGE } from '#features/admin/admin-queries.ts'
import { auditAreas } from '#features/admin/audit-search.ts'
import { auditSentence } from '#features/admin/audit-sentence.ts'
import { moment } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Pager } from '#ui/pager.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Who did what on this server. */
export function AuditPage() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { page = 0, ...filter } = useSearch({ from: '/frame/administration/admin/audit' })
  const { data, error, refetch } = useQuery(auditEvents(filter, page))
  useTitle(t('audit.title'))
  const show = (search: AuditFilter & { page?: number }) => void navigate({ to: '/admin/audit', search, replace: true })
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('audit.title')} />
      <search className="mb-5 flex flex-wrap items-end gap-3">
        <SelectField
          label={t('audit.area')}
          value={filter.area ?? ''}
          onChange={(event) => show({ ...filter, area: auditAreas.find((area) => area === event.target.value) })}
        >
          <option value="">{t('audit.everyArea')}</option>
          {auditAreas.map((area) => (
            <option key={area} value={area}>
              {t(`audit.areas.${area}`)}
            </option>
          ))}
        </SelectField>
        {(['since', 'until'] as const).map((end) => (
          <TextField
            key={end}
            label={t(`audit.${end}`)}
            type="date"
            value={filter[end] ?? ''}
            onChange={(event) => show({ ...filter, [end]: event.target.value || undefined })}
          />
        ))}
        {Object.values(filter).some(Boolean) ? (
          <Button kind="ghost" onClick={() => show({})}>
            {t('audit.clear')}
          </Button>
        ) : null}
      </search>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.items.length === 0 ? <EmptyState title={t('audit.none')}>{t('audit.noneExplained')}</EmptyState> : null}
      {data && data.items.length > 0 ? (
        <ol className="divide-y divide-line rounded-2xl border border-line bg-surface">
          {data.items.map((event) => (
            <li key={event.id} className="flex flex-wrap items-baseline justify-between gap-x-6 px-4 py-3">
              <p className="min-w-0 break-words">{auditSentence(event, t)}</p>
              <time dateTime={event.at} className="text-sm text-ink-faint tabular-nums">
                {moment(event.at, i18n.language)}
              </time>
            </li>
          ))}
        </ol>
      ) : null}
      <Pager
        page={page}
        perPage={ROWS_PER_PAGE}
        total={data?.total ?? 0}
        onChange={(next) => show({ ...filter, page: next })}
      />
    </div>
  )
}
