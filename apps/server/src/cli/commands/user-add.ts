import { createAccount } from '#domain/identity/sign-up.ts'
import { type Command, text } from '../command.ts'
import { configurationOf, dataOptions } from '../configuration.ts'
import { passwordNotes, passwordOptions, readPassword } from '../password.ts'
import { readRole, rolesExplained } from '../roles.ts'
import { withDatabase } from '../with-database.ts'

export const userAdd: Command = {
  words: 'EMAIL [NAME]',
  takes: { atLeast: 1, atMost: 2 },
  about: 'Adds an account.',
  options: {
    role: { type: 'string', value: 'ROLE', about: 'admin, member or reader; reader unless said' },
    ...passwordOptions,
    ...dataOptions,
  },
  notes: `${rolesExplained}\n${passwordNotes}`,
  async run(call) {
    const [email = '', name = email.replace(/@.*/, '')] = call.words
    const role = readRole(text(call.flags, 'role') ?? 'reader')
    const config = configurationOf({ ...call, flags: { ...call.flags, role: undefined } })
    const password = await readPassword(call)
    return withDatabase(config, async (data) => {
      const user = await createAccount(data, { name, email, password, role })
      call.print(`Added ${user.email} as ${user.role}.`)
      return 0
    })
  },
}
