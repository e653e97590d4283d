import { setPassword } from '#domain/identity/change-password.ts'
import type { Command } from '../command.ts'
import { configurationOf, dataOptions } from '../configuration.ts'
import { accountOrThrow } from '../find-account.ts'
import { passwordNotes, passwordOptions, readPassword } from '../password.ts'
import { withDatabase } from '../with-database.ts'

export const userResetPassword: Command = {
  words: 'EMAIL',
  takes: { atLeast: 1, atMost: 1 },
  about: 'Gives an account a new password.',
  options: { ...passwordOptions, ...dataOptions },
  notes: passwordNotes,
  async run(call) {
    return withDatabase(configurationOf(call), async (data) => {
      const user = await accountOrThrow(data.database.reader, call.words[0] ?? '')
      await setPassword(data, { userId: user.id, password: await readPassword(call) })
      call.print(`${user.email} has a new password.`)
      return 0
    })
  },
}
