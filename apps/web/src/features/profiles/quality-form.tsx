import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { FormatOrder } from './format-order.tsx'
import { type QualityProfile, useSaveQuality } from './profile-queries.ts'
import { allowedOf, cutoffOf, itemsOf, orderOf, slots } from './quality-order.ts'

/** Which formats are taken, which are liked best, and when one is good enough. */
export function QualityForm({ profile, onDone }: { profile?: QualityProfile | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  const save = useSaveQuality()
  const [name, setName] = useState(profile?.name ?? '')
  const [order, setOrder] = useState(() => orderOf(profile?.items ?? []))
  const [chosen, setChosen] = useState(profile?.cutoff ?? '')
  const [upgradeAllowed, setUpgradeAllowed] = useState(profile?.upgradeAllowed ?? true)
  const cutoff = cutoffOf(order, chosen)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), upgradeAllowed, cutoff, items: itemsOf(order) }
    save.mutate({ id: profile?.id, body }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('profiles.name')} value={name} required onChange={(event) => setName(event.target.value)} />
      <p className="text-sm text-ink-faint">{t('profiles.quality.orderHint')}</p>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {slots.map((slot) => (
          <FormatOrder
            key={slot}
            label={t(`profiles.quality.${slot}`)}
            formats={order[slot]}
            onChange={(formats) => setOrder({ ...order, [slot]: formats })}
          />
        ))}
      </div>
      <CheckField
        label={t('profiles.quality.upgrade')}
        hint={t('profiles.quality.upgradeHint')}
        checked={upgradeAllowed}
        onChange={(event) => setUpgradeAllowed(event.target.checked)}
      />
      <SelectField
        label={t('profiles.quality.cutoff')}
        hint={t('profiles.quality.cutoffHint')}
        value={cutoff}
        disabled={!upgradeAllowed}
        onChange={(event) => setChosen(event.target.value)}
      >
        {allowedOf(order).map((quality) => (
          <option key={quality} value={quality}>
            {quality.toUpperCase()}
          </option>
        ))}
      </SelectField>
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <FormActions
        action={t('ui.save')}
        isBusy={save.isPending}
        isDisabled={cutoff === '' || name.trim() === ''}
        onCancel={onDone}
      />
    </form>
  )
}
