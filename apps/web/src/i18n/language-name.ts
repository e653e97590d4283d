/** `de`, `ger` or `deu` in the words of the reader; what is no code is shown as it was entered. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(bibliographic[code] ?? code) ?? code
  } catch {
    return code
  }
}

/** Whether a language has this code: `de`, `pt-BR`, `ger`. Of the rare ones with three letters browsers know few by name. */
export function isLanguageCode(text: string): boolean {
  try {
    const { language } = new Intl.Locale(text)
    return (
      language.length === 3 ||
      new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language) !== undefined
    )
  } catch {
    return false
  }
}

/** The codes libraries use (ISO 639-2/B) where browsers only know their own. */
const bibliographic: Record<string, string> = {
  alb: 'sq',
  arm: 'hy',
  baq: 'eu',
  bur: 'my',
  chi: 'zh',
  cze: 'cs',
  dut: 'nl',
  fre: 'fr',
  geo: 'ka',
  ger: 'de',
  gre: 'el',
  ice: 'is',
  mac: 'mk',
  mao: 'mi',
  may: 'ms',
  per: 'fa',
  rum: 'ro',
  slo: 'sk',
  tib: 'bo',
  wel: 'cy',
}
