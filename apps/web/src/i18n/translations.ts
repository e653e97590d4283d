import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Area, areas } from './areas.ts'
import { words as core } from './en/areas/core.ts'
import { chosenLanguage, isLanguage, keepLanguage, type Language, languageOf, localeFor } from './languages.ts'
import { directionOf } from './text-direction.ts'

const translations = createInstance()
const NAMESPACE = 'translation'

/** What has been said so far is said again when another language is chosen. */
const wanted = new Set<Area>(['core'])

/** Speaks from the start: a page must not show in one language first and then in another. */
export async function startTranslations(...more: Area[]): Promise<void> {
  for (const area of more) wanted.add(area)
  await translations.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { [NAMESPACE]: core } },
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

/** A part of the app together with the words that it says, so that it never shows without them. */
export async function withWords<Module>(part: Promise<Module>, ...more: Area[]): Promise<Module> {
  for (const area of more) wanted.add(area)
  const language = languageOf(translations.language)
  const [module] = await Promise.all([part, ...more.map((area) => load(area, isLanguage(language) ? language : 'en'))])
  return module
}

async function speak(): Promise<void> {
  const locale = localeFor(chosenLanguage(), navigator.languages)
  const language = languageOf(locale)
  if (!isLanguage(language)) return
  await Promise.all([...wanted].map((area) => load(area, language)))
  if (!translations.hasResourceBundle(language, NAMESPACE)) return markPage('en')
  await translations.changeLanguage(locale)
}

async function load(area: Area, language: Language): Promise<void> {
  try {
    const { words } = await areas[area][language]()
    translations.addResourceBundle(language, NAMESPACE, words)
  } catch (failure) {
    if (language === 'en') throw failure
    // English is better than an empty page where the words cannot be had.
    await load(area, 'en')
  }
}

function markPage(locale: string): void {
  document.documentElement.lang = locale
  document.documentElement.dir = directionOf(locale)
}
