import { expect, it } from 'vitest'
import { createInitialAdmin, signUp } from '#domain/identity/sign-up.ts'
import { listUsers } from '#domain/identity/user-store.ts'
import { systemClock } from '#kernel/clock.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { recording } from '#test/support/recording.ts'

onEveryDatabase('the first account', (world) => {
  const deps = () => ({ database: world.db, transaction: recording(world.db).transaction, clock: systemClock })
  const account = (name: string) => ({ name, email: `${name}@example.test`, password: 'long enough' })

  it('is one administrator, also when several sign up at the same moment', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const made = await Promise.all(names.map((name) => signUp(deps(), account(name))))
    expect(made.filter(({ role }) => role === 'admin')).toHaveLength(1)
    expect(made.filter(({ role }) => role === 'reader')).toHaveLength(5)
  })

  it('of the environment is not made where somebody has one already', async () => {
    expect(await createInitialAdmin(deps(), account('root'))).toBeUndefined()
  })
})

onEveryDatabase('the account that the environment names', (world) => {
  const deps = () => ({ database: world.db, transaction: recording(world.db).transaction, clock: systemClock })
  const root = { name: 'root', email: 'root@example.test', password: 'long enough' }

  it('is made once, as administrator, while there is none', async () => {
    expect(await createInitialAdmin(deps(), root)).toMatchObject({ name: 'root', role: 'admin' })
    expect(await createInitialAdmin(deps(), root)).toBeUndefined()
    expect(await listUsers(world.db.reader)).toHaveLength(1)
  })
})
