import type { KoboReader } from '@colophon/contract/web/kobo.ts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { facets } from '#api/facets.ts'
import { listCards } from '#api/list-cards.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField } from '#ui/field.tsx'
import { useChangeKobo } from './kobo-queries.ts'

const scopes = ['all', 'lists', 'libraries'] as const

/** Chooses what a Kobo receives: everything, the books of lists, or those of libraries. */
export function KoboScope({ reader: { id, settings }, onDone }: { reader: KoboReader; onDone: () => void }) {
  const { t } = useTranslation()
  const { data: lists = [] } = useQuery(listCards)
  const { data: library } = useQuery(facets)
  const change = useChangeKobo(id)
  const [scope, setScope] = useState(settings.scope)
  const [listIds, setListIds] = useState(settings.listIds)
  const [libraryIds, setLibraryIds] = useState(settings.libraryIds)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ scope, listIds, libraryIds }, { onSuccess: onDone })
  }
  const choice =
    scope === 'lists'
      ? { things: lists, chosen: listIds, choose: setListIds }
      : scope === 'libraries'
        ? { things: library?.libraries ?? [], chosen: libraryIds, choose: setLibraryIds }
        : undefined
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <SelectField
        label={t('kobo.receives')}
        value={scope}
        onChange={(event) => setScope(scopes.find((one) => one === event.target.value) ?? 'all')}
      >
        {scopes.map((one) => (
          <option key={one} value={one}>
            {t(`kobo.scope.${one}`)}
          </option>
        ))}
      </SelectField>
      {choice ? (
        <fieldset className="flex flex-col gap-1">
          <legend className="sr-only">{t(`kobo.scope.${scope}`)}</legend>
          {choice.things.length === 0 ? <p className="text-sm text-ink-faint">{t('kobo.nothingToChoose')}</p> : null}
          {choice.things.map((thing) => (
            <CheckField
              key={thing.id}
              label={thing.name}
              checked={choice.chosen.includes(thing.id)}
              onChange={(event) =>
                choice.choose((before) =>
                  event.target.checked ? [...before, thing.id] : before.filter((one) => one !== thing.id),
                )
              }
            />
          ))}
        </fieldset>
      ) : null}
      {change.error ? <ErrorNotice error={change.error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={change.isPending}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
