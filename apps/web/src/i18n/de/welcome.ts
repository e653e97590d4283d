import type { Catalogue } from '../words.ts'

export const welcome: Catalogue['welcome'] = {
  title: 'Passwort wählen',
  lead: 'Für {{name}}, {{email}}.',
  action: 'Passwort setzen und anmelden',
  gone: 'Dieser Link gilt nicht mehr',
  goneExplained: 'Er wurde schon benutzt oder ist abgelaufen. Bitte um einen neuen bitten.',
  toSignIn: 'Zur Anmeldung',
}
