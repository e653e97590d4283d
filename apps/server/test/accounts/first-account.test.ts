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

  it('of the environment is made only while there is none', async () => {
    expect(await createInitialAdmin(deps(), account('root'))).toBeUndefined()
    await world.db.writer.deleteFrom('users').execute()
    const admin = await createInitialAdmin(deps(), account('root'))
    expect(admin).toMatchObject({ name: 'root', role: 'admin' })
    await createInitialAdmin(deps(), account('root'))
    expect(await listUsers(world.db.reader)).toHaveLength(1)
  })
})
