/** The first that fits counts: most browsers also call themselves by the names of others. */
const browsers = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\/|Opera/],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\/|Chromium\//],
  ['Safari', /Safari\//],
] as const

const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Kindle', /Kindle/],
  ['Kobo', /Kobo/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
] as const

/** What a browser says of itself, as people call it; undefined for what is not known. */
export function deviceName(userAgent: string): { browser: string | undefined; system: string | undefined } {
  return {
    browser: browsers.find(([, pattern]) => pattern.test(userAgent))?.[0],
    system: systems.find(([, pattern]) => pattern.test(userAgent))?.[0],
  }
}

/** Whether it is a telephone or tablet, for its picture. */
export const isHandheld = (userAgent: string): boolean => /Mobi|Android|iPad|iPhone|Kobo|Kindle/.test(userAgent)
