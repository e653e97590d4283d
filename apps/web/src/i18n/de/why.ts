import type { Catalogue } from '../words.ts'

export const why: Catalogue['why'] = {
  heading: 'Wo es ist und warum',
  noFiles: 'Es hat noch keine Datei.',
  origin: {
    scan: '„{{name}}“ wurde beim Durchsuchen gefunden, {{at}}.',
    upload: '„{{name}}“ wurde hochgeladen, {{at}}.',
    api: '„{{name}}“ wurde von einem Programm eingetragen, {{at}}.',
    import: '„{{name}}“ wurde importiert, {{at}}.',
    hand: '„{{name}}“ wurde von Hand importiert, {{at}}.',
    watch: '„{{name}}“ kam über den Eingangsordner, {{at}}.',
  },
  joined: 'Sie kam zu diesem Buch: {{reason}}.',
  libraries_one:
    'Die Bibliothek {{names}} führt es: Eine Datei liegt in einem ihrer Ordner, oder jemand hat es dort eingestellt.',
  libraries_other:
    'Die Bibliotheken {{names}} führen es: Eine Datei liegt in einem ihrer Ordner, oder jemand hat es dort eingestellt.',
  noLibrary: 'Keine Bibliothek führt es.',
  byHand:
    'Von Hand bearbeitet und beim Durchsuchen unverändert gelassen: {{fields}}. Alles andere ist so, wie die Dateien es sagen.',
  fromFiles: 'Titel, Personen und Reihe sind so, wie die Dateien oder sonst die Namen der Ordner es sagen.',
  typed: 'Was hier steht, wurde eingegeben.',
}
