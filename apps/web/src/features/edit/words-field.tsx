import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Combobox, type Option } from '#ui/combobox.tsx'

/** A set of words, each a chip that can be taken off; typing offers those that are there already. */
export function WordsField({
  label,
  hint,
  error,
  words,
  options,
  onTyped,
  onChange,
}: {
  label: string
  hint: ReactNode
  error?: string | undefined
  words: string[]
  options: readonly Option[]
  onTyped?: (text: string) => void
  onChange: (words: string[]) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const type = (text: string) => {
    setTyped(text)
    onTyped?.(text)
  }
  const add = (text: string) => {
    const word = text.trim().replace(/\s+/g, ' ')
    type('')
    if (word !== '' && !words.some((one) => one.toLowerCase() === word.toLowerCase())) onChange([...words, word])
  }
  return (
    <div className="flex flex-col gap-2">
      <Combobox
        label={label}
        hint={hint}
        error={error}
        text={typed}
        options={options.filter((option) => !words.includes(option.label))}
        onType={(text) => (text.endsWith(',') ? add(text.slice(0, -1)) : type(text))}
        onPick={(option) => add(option.label)}
        onEnter={add}
        onErase={() => onChange(words.slice(0, -1))}
        onLeave={() => add(typed)}
      />
      {words.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-2">
          {words.map((word) => (
            <li key={word} className="flex items-center rounded-full bg-sunken ps-3 text-sm text-ink-soft">
              {word}
              <button
                type="button"
                aria-label={t('edit.remove', { name: word })}
                className="grid size-8 place-items-center rounded-full hover:text-danger"
                onClick={() => onChange(words.filter((one) => one !== word))}
              >
                <X size={15} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
