import type { Catalogue } from '../words.ts'

export const book: Catalogue['book'] = {
  count_one: '{{count, number}} Buch',
  count_other: '{{count, number}} Bücher',
  missing: 'Fehlt',
  missingExplained:
    'Die Dateien dieses Buchs liegen nicht mehr am alten Ort. Ist die Festplatte abgezogen, genügt es, sie anzuschließen und die Bibliothek neu zu durchsuchen; Lesestelle und Notizen bleiben erhalten.',
  volume: '{{series}}, Band {{position}}',
  readShare: '{{share, number(style: percent)}} gelesen',
  read: 'Lesen',
  readOn: 'Weiterlesen',
  share: '{{share, number(style: percent)}}',
  download: 'Herunterladen',
  progress: 'Lesefortschritt',
  place: '{{share, number(style: percent)}} gelesen, {{at}}',
  description: 'Beschreibung',
  gone: 'Dieses Buch ist nicht hier',
  goneExplained: 'Vielleicht wurde es entfernt, oder die Adresse enthält einen Tippfehler.',
}
