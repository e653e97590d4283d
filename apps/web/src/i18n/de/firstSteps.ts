import type { Catalogue } from '../words.ts'

export const firstSteps: Catalogue['firstSteps'] = {
  title: 'Bücher holen lassen',
  lead: 'Vier Schritte, von nichts zum ersten Buch, das von selbst kommt. Jeder kann auch später geschehen.',
  complete: 'Alles getan: Das erste Buch ist angekommen.',
  done: 'erledigt',
  open: 'Öffnen',
  openStep: 'Schritt öffnen: {{step}}',
  look: 'Ansehen',
  lookAt: 'Schritt ansehen: {{step}}',
  skip: 'Später',
  next: 'Nächster Schritt',
  step: {
    root: 'Ein Ordner für die Bücher',
    client: 'Ein Programm, das herunterlädt',
    indexer: 'Ein Ort, an dem gesucht wird',
    author: 'Der erste Autor',
  },
  purpose: {
    root: 'Hier werden geholte Bücher eingeordnet, damit die Bibliothek sie findet.',
    client: 'Es lädt herunter, was Colophon gefunden hat, und sagt, wenn es da ist.',
    indexer: 'Ein Indexer weiß, was sich herunterladen lässt, und Colophon fragt ihn nach den Büchern.',
    author: 'Jemanden wählen, dessen Bücher gewünscht sind, und Colophon beginnt zu suchen.',
  },
  useFolder: 'Bücher hier einordnen',
  way: 'Wie gesucht wird',
  byIndexer: 'Ein Indexer',
  byProwlarr: 'Prowlarr',
  notReady:
    'Ohne ein Programm, das herunterlädt, und einen Ort zum Suchen lassen sich Bücher wünschen, aber noch nicht holen.',
  toDiscover: 'Einen Autor suchen',
  authorHow: 'Nach einem Namen oder Titel suchen, den Autor hinzufügen und ankreuzen, was gewünscht ist.',
}
