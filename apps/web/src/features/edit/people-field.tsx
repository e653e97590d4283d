import type { CreatorRole } from '@colophon/contract/web/edit-book.ts'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { SelectField } from '#ui/field.tsx'
import { type Draft, type Faults, type FieldFault, newKey } from './draft.ts'
import { useNames } from './edit-queries.ts'
import { faultWords } from './fault-words.ts'
import { LineButtons } from './line-buttons.tsx'
import { changed, movedUp, without } from './lines.ts'

type Person = Draft['creators'][number]
const roles: readonly CreatorRole[] = ['author', 'translator', 'narrator', 'illustrator', 'editor', 'contributor']

/** Who had a hand in the book, in their order. */
export function PeopleField({
  people,
  faults,
  onChange,
}: {
  people: Person[]
  faults: Faults
  onChange: (people: Person[]) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {people.map((person, index) => (
          <PersonLine
            key={person.key}
            person={person}
            fault={faults.lines.get(person.key)}
            onChange={(to) => onChange(changed(people, person.key, to))}
            onUp={index > 0 ? () => onChange(movedUp(people, person.key)) : undefined}
            onRemove={() => onChange(without(people, person.key))}
          />
        ))}
      </ul>
      <p className="text-sm text-ink-faint">{t('edit.creatorsHint')}</p>
      <Button
        size="small"
        className="self-start"
        onClick={() => onChange([...people, { key: newKey(), name: '', role: 'author' }])}
      >
        <Plus size={16} aria-hidden />
        {t('edit.addCreator')}
      </Button>
    </div>
  )
}

function PersonLine({
  person,
  fault,
  onChange,
  onUp,
  onRemove,
}: {
  person: Person
  fault: FieldFault | undefined
  onChange: (to: Partial<Person>) => void
  onUp: (() => void) | undefined
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const options = useNames('author', person.name)
  return (
    <li className="flex flex-wrap items-start gap-2">
      <Combobox
        label={t('edit.name')}
        isLabelHidden
        placeholder={t('edit.name')}
        className="min-w-0 flex-1 basis-52"
        text={person.name}
        options={options}
        error={faultWords(fault, t)}
        onType={(name) => onChange({ name })}
        onPick={({ label }) => onChange({ name: label })}
      />
      <SelectField
        label={t('edit.role')}
        isLabelHidden
        className="w-40"
        value={person.role}
        onChange={(event) => onChange({ role: roles.find((role) => role === event.target.value) ?? 'author' })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`edit.roles.${role}`)}
          </option>
        ))}
      </SelectField>
      <LineButtons name={person.name} onUp={onUp} onRemove={onRemove} />
    </li>
  )
}
