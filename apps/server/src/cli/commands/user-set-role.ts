import { setRole } from '#domain/identity/set-role.ts'
import type { Command } from '../command.ts'
import { configurationOf, dataOptions } from '../configuration.ts'
import { accountOrThrow } from '../find-account.ts'
import { readRole, rolesExplained } from '../roles.ts'
import { withDatabase } from '../with-database.ts'

export const userSetRole: Command = {
  words: 'EMAIL ROLE',
  takes: { atLeast: 2, atMost: 2 },
  about: 'Changes what an account may do.',
  options: dataOptions,
  notes: rolesExplained,
  async run(call) {
    const [login = '', word = ''] = call.words
    const role = readRole(word)
    return withDatabase(configurationOf(call), async (data) => {
      const user = await accountOrThrow(data.database.reader, login)
      await setRole(data, { publicId: user.public_id, role })
      call.print(`${user.email} is ${role} now.`)
      return 0
    })
  },
}
