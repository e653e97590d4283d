import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { person } from './support/journeys.ts'

inBrowser('the language of the app', {}, (world) => {
  it('speaks German to whoever reads German, and loads no German for others', async () => {
    const loads = (page: Page, words: RegExp) => {
      const loaded: string[] = []
      page.on('response', (response) => loaded.push(new URL(response.url()).pathname))
      return () => loaded.filter((path) => words.test(path))
    }
    const english = await world.visit({ locale: 'en-GB' })
    const inGerman = loads(english.page, /\/de-[^/]*\.js$/)
    await english.page.goto('')
    await english.page.getByRole('heading', { name: 'Welcome to Colophon' }).waitFor()
    expect(inGerman()).toEqual([])

    const german = await world.visit({ locale: 'de-AT' })
    const inEnglish = loads(german.page, /\/en-[^/]*\.js$/)
    await german.page.goto('')
    await german.page.getByRole('heading', { name: 'Willkommen bei Colophon' }).waitFor()
    expect(inEnglish()).toEqual([])
    expect(await german.page.locator('html').getAttribute('lang')).toBe('de-AT')
    expect(await german.page.locator('html').getAttribute('dir')).toBe('ltr')
    expect(german.complaints).toEqual([])
  })

  it('can be chosen in the account, and is kept', async () => {
    const { page } = await world.visit({ locale: 'en-GB' })
    await page.goto('')
    await page.getByLabel('Name').fill(person.name)
    await page.getByLabel('E-mail address').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByRole('heading', { name: 'Where are your books?' }).waitFor()
    await page.goto('account')
    await page.getByLabel('Language of the app').selectOption('Deutsch')
    await page.getByRole('heading', { level: 1, name: 'Konto' }).waitFor()

    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Konto' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')

    await page.getByLabel('Sprache der App').selectOption('Wie im Browser eingestellt')
    await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor()
  })
})
