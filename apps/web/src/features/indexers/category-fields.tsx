import { useTranslation } from 'react-i18next'
import { CheckField, TextField } from '#ui/field.tsx'
import { audioCategories, bookCategories, type CategoryChoice } from './categories.ts'

/** Where an indexer is searched, by what the places are called. */
export function CategoryFields({
  choice,
  onChange,
}: {
  choice: CategoryChoice
  onChange: (choice: CategoryChoice) => void
}) {
  const { t } = useTranslation()
  const toggle = (id: number, isChosen: boolean) => {
    const chosen = new Set(choice.chosen)
    if (isChosen) chosen.add(id)
    else chosen.delete(id)
    onChange({ ...choice, chosen })
  }
  const groups = [
    { name: t('indexers.books'), ids: bookCategories },
    { name: t('indexers.audio'), ids: audioCategories },
  ]
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {groups.map(({ name, ids }) => (
          <fieldset key={name} className="min-w-0">
            <legend className="mb-1 text-sm font-medium">{name}</legend>
            {ids.map((id) => (
              <CheckField
                key={id}
                label={t(`indexers.category.c${id}`)}
                checked={choice.chosen.has(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <TextField
        label={t('indexers.otherCategories')}
        hint={t('indexers.otherCategoriesHint')}
        inputMode="numeric"
        value={choice.others}
        onChange={(event) => onChange({ ...choice, others: event.target.value })}
      />
    </div>
  )
}
