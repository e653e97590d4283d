import type { Page } from 'playwright-core'

export const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }

/** Fills in the first account. */
export async function createFirstAccount(page: Page): Promise<void> {
  await page.goto('')
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Create the account' }).click()
}

/** Chooses the folder of books by its path. */
export async function chooseFolder(page: Page, path: string): Promise<void> {
  await page.getByRole('heading', { name: 'Where are your books?' }).waitFor()
  await page.getByLabel('Folder on the server').fill(path)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  const opened = page.getByRole('list', { name: `Folders in ${path}` })
  await opened.waitFor().catch(async (cause) => {
    throw new Error(`The folder did not open. The page shows: ${await page.locator('body').innerText()}`, { cause })
  })
  await page.getByRole('button', { name: 'Use this folder' }).click()
}

/** From a server that nobody has used to its books: what every other journey begins with. */
export async function setUp(page: Page, folder: string, firstBook: string): Promise<void> {
  await createFirstAccount(page)
  await chooseFolder(page, folder)
  await page.getByRole('link', { name: firstBook }).first().waitFor()
  await page.getByRole('link', { name: 'Go to the books' }).click()
  await page.getByRole('list', { name: 'Books' }).waitFor()
}

/** Signs in somebody who has an account. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('sign-in')
  await page.getByLabel('E-mail address or login name').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('list', { name: 'Recently added' }).waitFor()
}

/** Opens the reader from the page of a book, and waits until its pages can be turned. */
export async function openBook(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('link', { name: /^Read\b/ }).click()
  await untilOpen(page)
}

/** Waits until the pages of the open book can be turned. */
export async function untilOpen(page: Page): Promise<void> {
  await page.locator('main[aria-busy="false"]').waitFor()
}
