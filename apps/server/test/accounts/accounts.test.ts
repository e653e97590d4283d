import { expect, it } from 'vitest'
import { onEveryApp, TEST_PASSWORD } from '#test/support/app.ts'

onEveryApp('accounts', (world) => {
  it('makes the first account administrator and later ones not', async () => {
    expect((await world.admin.get('/api/auth/me')).json()).toMatchObject({ name: 'Ada', is_admin: true })
    expect((await world.user.get('/api/auth/me')).json()).toMatchObject({ name: 'Ulla', is_admin: false })
  })

  it('tells a wrong password and an unknown account the same', async () => {
    const wrong = await world.anonymous.post('/api/auth/login', { email: world.user.email, password: 'not this one' })
    const unknown = await world.anonymous.post('/api/auth/login', { email: 'nobody@example.test', password: 'x' })
    expect(wrong.statusCode).toBe(401)
    expect(unknown.statusCode).toBe(401)
    expect(wrong.body).toBe(unknown.body)
  })

  it('signs in whatever the case and blanks of the address', async () => {
    const email = ` ${world.user.email.toUpperCase()} `
    const response = await world.anonymous.post('/api/auth/login', { email, password: TEST_PASSWORD })
    expect(response.statusCode).toBe(200)
    expect(response.headers['set-cookie']).toMatch(/^biblioteka_token=.+; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  it('gives an address one account', async () => {
    const body = { name: 'X', email: world.user.email.toUpperCase(), password: TEST_PASSWORD }
    expect((await world.anonymous.post('/api/auth/signup', body)).statusCode).toBe(409)
  })
})
