import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { chosenLanguage, isLanguage, keepLanguage, type Language, languageOf, localeFor } from './languages.ts'
import { directionOf } from './text-direction.ts'
import type { Catalogue } from './words.ts'

const translations = createInstance()

/** English is part of the app; further languages are loaded when somebody reads them. */
const further: Record<Exclude<Language, 'en'>, () => Promise<Catalogue>> = {
  de: async () => (await import('./de.ts')).de,
}

/** Speaks from the start: a page must not show in one language first and then in another. */
export async function startTranslations(): Promise<void> {
  await translations.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  translations.on('languageChanged', markPage)
  await speak()
  addEventListener('languagechange', () => void speak())
}

/** Speaks `language` from now on; the browser's own one where none is given. */
export async function chooseLanguage(language: Language | undefined): Promise<void> {
  keepLanguage(language)
  await speak()
}

async function speak(): Promise<void> {
  const locale = localeFor(chosenLanguage(), navigator.languages)
  const language = languageOf(locale)
  if (isLanguage(language) && language !== 'en' && !translations.hasResourceBundle(language, 'translation')) {
    const words = await further[language]().catch(() => undefined)
    // English is better than an empty page where the words cannot be had.
    if (!words) return markPage('en')
    translations.addResourceBundle(language, 'translation', words)
  }
  await translations.changeLanguage(locale)
}

function markPage(locale: string): void {
  document.documentElement.lang = locale
  document.documentElement.dir = directionOf(locale)
}
