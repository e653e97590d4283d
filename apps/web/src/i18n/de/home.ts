import type { Catalogue } from '../words.ts'

export const home: Catalogue['home'] = {
  title: 'Start',
  continue: 'Weiterlesen',
  goOn: 'Weiter',
  toBook: 'Zum Buch',
  alsoReading: 'Auch aufgeschlagen',
  nextInSeries: 'Nächste Bände',
  likely: 'Könnte gefallen',
  recentlyAdded: 'Neu hinzugefügt',
  onTheirWay: 'Unterwegs',
  showAll: 'Alle zeigen',
  nothingOpen:
    'Kein Buch ist aufgeschlagen. Eines auswählen, und es wartet hier an der Stelle, an der das Lesen endete.',
  empty: 'Noch keine Bücher',
  emptyForAdmin: 'Den Ordner mit den Büchern auswählen oder Dateien hineinlegen. Sie erscheinen dann hier.',
  emptyExplained: 'Sobald es auf diesem Server Bücher gibt, erscheinen sie hier.',
  toLibraries: 'Zu den Bibliotheken',
}
