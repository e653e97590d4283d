import type { Catalogue } from '../words.ts'

export const wanted: Catalogue['wanted'] = {
  title: 'Gewünscht',
  filter: 'Titel oder Person',
  order: 'Geordnet nach',
  sort: { 'title-az': 'Titel', 'author-az': 'Person', 'date-new': 'Neueste zuerst', 'date-old': 'Älteste zuerst' },
  none: 'Nichts ist gewünscht',
  noneExplained: 'Alles Gewünschte ist da. Das nächste Buch finden oder jemandem folgen.',
  noneMatch: 'Nichts Gewünschtes passt zu „{{words}}“',
  find: 'Ein Buch finden',
  markAll: 'Alle auf dieser Seite markieren',
  marked_one: '{{count, number}} markiert',
  marked_other: '{{count, number}} markiert',
  action: { search: 'Jetzt danach suchen', unmonitor: 'Nicht mehr wünschen', blocklist: 'Übergehen' },
  done: {
    search_one: 'Das Buch wird gesucht.',
    search_other: '{{count, number}} Bücher werden gesucht.',
    unmonitor_one: 'Das Buch ist nicht mehr gewünscht.',
    unmonitor_other: '{{count, number}} Bücher sind nicht mehr gewünscht.',
    blocklist_one: 'Das Buch wird von nun an übergangen.',
    blocklist_other: '{{count, number}} Bücher werden von nun an übergangen.',
  },
  failed_one: 'Bei {{count, number}} Buch hat es nicht geklappt.',
  failed_other: 'Bei {{count, number}} Büchern hat es nicht geklappt.',
  skip: 'Dieses Buch übergehen',
  skipped_one: 'Das Buch wird von nun an übergangen.',
  skipped_other: '{{count, number}} Bücher werden von nun an übergangen.',
}
