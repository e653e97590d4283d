import type { Catalogue } from '../words.ts'

export const file: Catalogue['file'] = {
  heading_one: 'Datei',
  heading_other: 'Dateien',
  parts_one: '{{count, number}} Teil',
  parts_other: '{{count, number}} Teile',
  pages_one: '{{count, number}} Seite',
  pages_other: '{{count, number}} Seiten',
  downloads_one: 'einmal heruntergeladen',
  downloads_other: '{{count, number}}-mal heruntergeladen',
  why: 'Warum sie hier ist: {{reason}}',
  missingSince: 'Nicht gefunden seit {{at}}',
  actions: 'Aktionen für {{name}}',
  forget: 'Diese Datei vergessen',
  separate: 'Zu einem eigenen Buch machen',
  separateTitle: 'Diese Datei zu einem eigenen Buch machen?',
  separateExplained:
    '„{{name}}“ verlässt dieses Buch und wird nicht von selbst wieder mit einem anderen verbunden. Die Datei bleibt, wo sie ist.',
}
