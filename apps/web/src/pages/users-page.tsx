import type { Account } from '@colophon/contract/web/users.ts'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount, webState } from '#api/session.ts'
import { AddUser } from '#features/users/add-user.tsx'
import { RegistrationSwitch } from '#features/users/registration-switch.tsx'
import { ResetPassword } from '#features/users/reset-password.tsx'
import { roles } from '#features/users/roles.ts'
import { ACCOUNTS_PER_PAGE, accounts, useChangeAccount, useDeleteUser } from '#features/users/user-queries.ts'
import { UserRow } from '#features/users/user-row.tsx'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Pager } from '#ui/pager.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Who has an account, and what each may do. */
export function UsersPage() {
  const { t } = useTranslation()
  const own = useAccount()
  const { data: state } = useQuery(webState)
  const [search, setSearch] = useState('')
  const [role, setRole] = useState<(typeof roles)[number]>()
  const [page, setPage] = useState(0)
  const { data, error, refetch } = useQuery(accounts({ search: useDeferredValue(search.trim()), role, page }))
  const change = useChangeAccount()
  const remove = useDeleteUser()
  const [isAdding, setAdding] = useState(false)
  const [reset, setReset] = useState<Account>()
  const [doomed, setDoomed] = useState<Account>()
  useTitle(t('users.title'))
  const failure = change.error ?? remove.error
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('users.title')}
        detail={data ? t('users.count', { count: data.total }) : null}
        actions={
          <Button kind="primary" onClick={() => setAdding(true)}>
            <UserPlus size={18} aria-hidden />
            {t('users.add')}
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        <RegistrationSwitch isOpen={state?.signupEnabled ?? false} />
        <search className="grid gap-3 sm:grid-cols-[1fr_12rem]">
          <TextField
            label={t('users.search')}
            type="search"
            value={search}
            onChange={(event) => {
              setSearch(event.target.value)
              setPage(0)
            }}
          />
          <SelectField
            label={t('users.roleFilter')}
            value={role ?? ''}
            onChange={(event) => {
              setRole(roles.find((one) => one === event.target.value))
              setPage(0)
            }}
          >
            <option value="">{t('users.everyRole')}</option>
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`users.role.${one}`)}
              </option>
            ))}
          </SelectField>
        </search>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {failure ? <ErrorNotice error={failure} /> : null}
        {data ? null : error ? null : <Waiting />}
        {data?.items.length === 0 ? <EmptyState title={t('users.none')}>{t('users.noneExplained')}</EmptyState> : null}
        {data && data.items.length > 0 ? (
          <ul aria-label={t('users.title')} className="divide-y divide-line rounded-2xl border border-line bg-surface">
            {data.items.map((account) => (
              <UserRow
                key={account.id}
                account={account}
                isOwn={account.id === own.id}
                onChange={(wanted) => change.mutate({ userId: account.id, ...wanted })}
                onReset={() => setReset(account)}
                onDelete={() => setDoomed(account)}
              />
            ))}
          </ul>
        ) : null}
      </div>
      <Pager page={page} perPage={ACCOUNTS_PER_PAGE} total={data?.total ?? 0} onChange={setPage} />
      <Dialog title={t('users.add')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <AddUser onDone={() => setAdding(false)} />
      </Dialog>
      <Dialog
        title={t('users.resetTitle', { name: reset?.name ?? '' })}
        isOpen={reset !== undefined}
        onClose={() => setReset(undefined)}
      >
        {reset ? <ResetPassword account={reset} onDone={() => setReset(undefined)} /> : null}
      </Dialog>
      <Confirm
        title={t('users.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('users.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => (doomed ? remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) }) : undefined)}
      >
        {t('users.deleteExplained')}
      </Confirm>
    </div>
  )
}
