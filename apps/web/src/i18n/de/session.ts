import type { Catalogue } from '../words.ts'

export const session: Catalogue['session'] = {
  welcome: 'Willkommen zurück',
  name: 'Name',
  email: 'E-Mail-Adresse',
  login: 'E-Mail-Adresse oder Anmeldename',
  password: 'Passwort',
  passwordHint: 'Mindestens 8 Zeichen.',
  cookieRefused:
    'Die Anmeldung gelang, aber dieser Browser hat sie nicht behalten: Der Server verlangt https. Die Seite über https öffnen oder auf dem Server SECURE_COOKIES=false setzen.',
  wrong: 'Adresse und Passwort passen nicht zusammen. Bitte beide prüfen und es erneut versuchen.',
  signIn: 'Anmelden',
  elsewhere: 'Andere Wege zur Anmeldung',
  signInWith: 'Anmelden mit {{name}}',
  signOut: 'Abmelden',
  signUp: 'Konto anlegen',
  signUpTitle: 'Konto anlegen',
  signUpLead: 'Lesestellen und Einstellungen werden damit aufbewahrt.',
  noAccount: 'Noch kein Konto?',
  hasAccount: 'Schon ein Konto?',
  strength: {
    short: 'Zu kurz: mindestens 8 Zeichen.',
    weak: 'Leicht zu erraten. Besser sind einige Wörter hintereinander.',
    fair: 'Brauchbar. Etwas länger ist noch besser.',
    good: 'Ein gutes Passwort.',
    long: 'Zu lang: höchstens 72 Zeichen.',
  },
  disabled: 'Dieses Konto ist abgeschaltet. Bitte an die Verwaltung wenden.',
}
