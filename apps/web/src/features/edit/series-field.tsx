import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { TextField } from '#ui/field.tsx'
import { type Draft, type Faults, type FieldFault, newKey } from './draft.ts'
import { useNames } from './edit-queries.ts'
import { faultWords } from './fault-words.ts'
import { LineButtons } from './line-buttons.tsx'
import { changed, movedUp, without } from './lines.ts'

type Place = Draft['series'][number]

/** The series of a book and its place in each; the first is the main one. */
export function SeriesField({
  series,
  faults,
  onChange,
}: {
  series: Place[]
  faults: Faults
  onChange: (series: Place[]) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {series.map((place, index) => (
          <SeriesLine
            key={place.key}
            place={place}
            fault={faults.lines.get(place.key)}
            positionFault={faults.besides.get(place.key)}
            onChange={(to) => onChange(changed(series, place.key, to))}
            onUp={index > 0 ? () => onChange(movedUp(series, place.key)) : undefined}
            onRemove={() => onChange(without(series, place.key))}
          />
        ))}
      </ul>
      <Button
        size="small"
        className="self-start"
        onClick={() => onChange([...series, { key: newKey(), name: '', position: '' }])}
      >
        <Plus size={16} aria-hidden />
        {t('edit.addSeries')}
      </Button>
    </div>
  )
}

function SeriesLine({
  place,
  fault,
  positionFault,
  onChange,
  onUp,
  onRemove,
}: {
  place: Place
  fault: FieldFault | undefined
  positionFault: FieldFault | undefined
  onChange: (to: Partial<Place>) => void
  onUp: (() => void) | undefined
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const options = useNames('series', place.name)
  return (
    <li className="flex flex-wrap items-end gap-2">
      <Combobox
        label={t('edit.seriesName')}
        className="min-w-0 flex-1 basis-52"
        text={place.name}
        options={options}
        error={faultWords(fault, t)}
        onType={(name) => onChange({ name })}
        onPick={({ label }) => onChange({ name: label })}
      />
      <TextField
        label={t('edit.position')}
        title={t('edit.positionHint')}
        className="w-28"
        inputMode="decimal"
        value={place.position}
        error={faultWords(positionFault, t)}
        onChange={(event) => onChange({ position: event.target.value })}
      />
      <LineButtons name={place.name} onUp={onUp} onRemove={onRemove} />
    </li>
  )
}
