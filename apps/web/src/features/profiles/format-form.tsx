import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { type CustomFormat, useSaveFormat } from './profile-queries.ts'

const conditionTypes = [
  'releaseTitle',
  'releaseGroup',
  'format',
  'protocol',
  'language',
  'flag',
  'indexerFlag',
  'indexer',
  'size',
] as const

const isKnown = (type: string): type is (typeof conditionTypes)[number] =>
  (conditionTypes as readonly string[]).includes(type)

type Condition = CustomFormat['conditions'][number]

const EMPTY: Condition = { type: 'releaseTitle', pattern: '', negate: false, required: false }

/** What makes a release one of a certain sort, in conditions on its name and its facts. */
export function FormatForm({ format, onDone }: { format?: CustomFormat | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  const save = useSaveFormat()
  const [name, setName] = useState(format?.name ?? '')
  const [conditions, setConditions] = useState<Condition[]>(format?.conditions ?? [EMPTY])
  const change = (index: number, part: Partial<Condition>) =>
    setConditions(conditions.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ id: format?.id, body: { name: name.trim(), conditions } }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('profiles.name')} value={name} required onChange={(event) => setName(event.target.value)} />
      {conditions.map((condition, index) => (
        // Conditions have nothing to be told apart by but their place.
        <fieldset key={index} className="flex flex-col gap-3 rounded-xl border border-line p-4">
          <legend className="sr-only">{t('profiles.formats.condition', { number: index + 1 })}</legend>
          <div className="flex items-end gap-2">
            <SelectField
              label={t('profiles.formats.type')}
              className="min-w-0 flex-1"
              value={condition.type}
              onChange={(event) => change(index, { type: event.target.value })}
            >
              {conditionTypes.map((type) => (
                <option key={type} value={type}>
                  {t(`profiles.formats.types.${type}`)}
                </option>
              ))}
              {isKnown(condition.type) ? null : <option value={condition.type}>{condition.type}</option>}
            </SelectField>
            <IconButton
              label={t('profiles.formats.remove', { number: index + 1 })}
              onClick={() => setConditions(conditions.filter((_, at) => at !== index))}
            >
              <X size={18} aria-hidden />
            </IconButton>
          </div>
          <TextField
            label={t('profiles.formats.pattern')}
            hint={isKnown(condition.type) ? t(`profiles.formats.hints.${condition.type}`) : undefined}
            spellCheck={false}
            autoCapitalize="none"
            required
            value={condition.pattern}
            onChange={(event) => change(index, { pattern: event.target.value })}
          />
          <div className="flex flex-wrap gap-x-6">
            <CheckField
              label={t('profiles.formats.negate')}
              checked={condition.negate}
              onChange={(event) => change(index, { negate: event.target.checked })}
            />
            <CheckField
              label={t('profiles.formats.required')}
              checked={condition.required}
              onChange={(event) => change(index, { required: event.target.checked })}
            />
          </div>
        </fieldset>
      ))}
      <Button size="small" className="self-start" onClick={() => setConditions([...conditions, EMPTY])}>
        <Plus size={16} aria-hidden />
        {t('profiles.formats.addCondition')}
      </Button>
      <p className="text-sm text-ink-faint">{t('profiles.formats.rule')}</p>
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <FormActions
        action={t('ui.save')}
        isBusy={save.isPending}
        isDisabled={conditions.length === 0}
        onCancel={onDone}
      />
    </form>
  )
}
