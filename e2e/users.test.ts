import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { person, setUp, signIn } from './support/journeys.ts'

const fine = makeEpub({ title: 'Fine', author: 'Ada', chapters: [{ title: 'One', body: '<p>Text.</p>' }] })
const invited = { email: 'ines@example.com', password: 'a quiet green river' }

inBrowser('accounts', { books: { 'fine.epub': fine } }, (world) => {
  let admin: Page
  beforeAll(async () => {
    admin = (await world.visit()).page
    await setUp(admin, world.server.books, 'Fine')
  })

  const accounts = () => admin.getByRole('list', { name: 'Users' })

  it('are made by an invitation: a link, a password, the books', async () => {
    await admin.goto('admin/users')
    await admin.getByRole('button', { name: 'Add somebody' }).click()
    await admin.getByLabel('Name', { exact: true }).fill('Ines')
    await admin.getByLabel('E-mail address').fill(invited.email)
    await admin.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    const link = await admin.getByLabel('Link to choose a password').inputValue()
    await admin.getByRole('button', { name: 'Done' }).click()
    await accounts()
      .getByText(/Invited until/)
      .waitFor()

    const { page, complaints } = await world.visit()
    await page.goto(link)
    await page.getByText('For Ines, ines@example.com.').waitFor()
    await page.getByLabel('Password').fill('12345678')
    await page.getByText('Easy to guess.').waitFor()
    await page.getByLabel('Password').fill(invited.password)
    await page.getByRole('button', { name: 'Set the password and sign in' }).click()
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
    expect(complaints).toEqual([])

    const { page: late } = await world.visit()
    await late.goto(link)
    await late.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  })

  it('sign a browser out from another one, at once', async () => {
    const lost = (
      await world.visit({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Safari/604.1' })
    ).page
    await signIn(lost)

    await admin.goto('account')
    const row = admin.getByRole('listitem').filter({ hasText: 'Safari on iPhone' })
    await row.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()

    await lost.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await expect.poll(() => row.count()).toBe(0)
    await admin.getByText('This browser').first().waitFor()
  })

  it('are let in no more once they are switched off, with a reason', async () => {
    await admin.goto('admin/users')
    await admin.getByRole('button', { name: 'What to do with Ines' }).click()
    await admin.getByRole('menuitem', { name: 'Switch off' }).click()
    await accounts().getByText('Switched off').waitFor()

    const { page } = await world.visit()
    await page.goto('sign-in')
    await page.getByLabel('E-mail address or login name').fill(invited.email)
    await page.getByLabel('Password').fill(invited.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This account is switched off.').waitFor()
  })

  it('sign-in leads to where one wanted to go', async () => {
    const { page } = await world.visit()
    await page.goto('account')
    await page.getByLabel('E-mail address or login name').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor()
  })

  it('are told of in the audit log, in sentences', async () => {
    await admin.goto('admin/audit')

    await admin.getByText('Ada added the account Ines (Reader)').waitFor()
    await admin.getByText('Ada switched off the account Ines').waitFor()
    await admin.getByLabel('What it is about').selectOption({ label: 'Libraries' })
    await expect.poll(() => admin.getByText('the account Ines').count()).toBe(0)
    await admin.getByText(/^Ada added the library/).waitFor()
  })

  it('show nothing of the administration to others', async () => {
    await admin.goto('admin/users')
    await admin.getByRole('button', { name: 'What to do with Ines' }).click()
    await admin.getByRole('menuitem', { name: 'Switch on' }).click()
    await accounts()
      .getByText(/Last here|Signed in nowhere/)
      .last()
      .waitFor()
    const { page } = await world.visit()
    await page.goto('sign-in')
    await page.getByLabel('E-mail address or login name').fill(invited.email)
    await page.getByLabel('Password').fill(invited.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor()

    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0)
    await page.goto('admin/system')
    await expect.poll(() => new URL(page.url()).pathname).not.toContain('admin')
  })
})
