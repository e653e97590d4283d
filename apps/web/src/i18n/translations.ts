import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'

const translations = createInstance()

/** English is part of the app; further languages are loaded when they are chosen. */
export function startTranslations(): void {
  void translations.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = translations.language
}
