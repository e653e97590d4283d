import { Plus } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { type Draft, type Faults, newKey } from './draft.ts'
import { faultWords } from './fault-words.ts'
import { LineButtons } from './line-buttons.tsx'
import { changed, without } from './lines.ts'

type Identifier = Draft['identifiers'][number]
const schemes = ['isbn', 'asin', 'goodreads', 'hardcover', 'google', 'openlibrary', 'doi', 'issn', 'uri']

/** ISBN and other numbers by which the world knows the book. */
export function IdentifiersField({
  identifiers,
  faults,
  onChange,
}: {
  identifiers: Identifier[]
  faults: Faults
  onChange: (identifiers: Identifier[]) => void
}) {
  const { t } = useTranslation()
  const list = useId()
  return (
    <div className="flex flex-col gap-3">
      <datalist id={list}>
        {schemes.map((scheme) => (
          <option key={scheme} value={scheme} />
        ))}
      </datalist>
      <ul className="flex flex-col gap-3">
        {identifiers.map((identifier) => {
          const { key, scheme, value } = identifier
          return (
            <li key={key} className="flex items-start gap-2">
              <TextField
                label={t('edit.scheme')}
                className="w-28 shrink-0"
                list={list}
                value={scheme}
                error={faultWords(faults.besides.get(key), t)}
                onChange={(event) => onChange(changed(identifiers, key, { scheme: event.target.value }))}
              />
              <TextField
                label={t('edit.value')}
                className="min-w-0 flex-1"
                value={value}
                error={faultWords(faults.lines.get(key), t)}
                onChange={(event) => onChange(changed(identifiers, key, { value: event.target.value }))}
              />
              <span className="mt-6.5">
                <LineButtons name={value} onRemove={() => onChange(without(identifiers, key))} />
              </span>
            </li>
          )
        })}
      </ul>
      <Button
        size="small"
        className="self-start"
        onClick={() => onChange([...identifiers, { key: newKey(), scheme: 'isbn', value: '' }])}
      >
        <Plus size={16} aria-hidden />
        {t('edit.addIdentifier')}
      </Button>
    </div>
  )
}
