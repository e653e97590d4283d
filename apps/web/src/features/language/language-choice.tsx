import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chosenLanguage, isLanguage, languages } from '#i18n/languages.ts'
import { chooseLanguage } from '#i18n/translations.ts'
import { SelectField } from '#ui/field.tsx'

/** Which language the app speaks in this browser. */
export function LanguageChoice() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(chosenLanguage() ?? '')
  return (
    <SelectField
      label={t('language.label')}
      isLabelHidden
      className="max-w-80"
      value={chosen}
      onChange={(event) => {
        const { value } = event.currentTarget
        setChosen(value)
        void chooseLanguage(isLanguage(value) ? value : undefined)
      }}
    >
      <option value="">{t('language.system')}</option>
      {Object.entries(languages).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
