import type { Catalogue } from '../words.ts'

export const books: Catalogue['books'] = {
  title: 'Bücher',
  of: { author: 'Autor', series: 'Reihe', tag: 'Thema' },
  showAll: 'Alle Bücher zeigen',
  none: 'Noch keine Bücher',
  noneAdmin: 'Den Ordner mit den Büchern wählen. Sie erscheinen hier, sobald sie gelesen sind.',
  noneInFolders:
    'Die Ordner der Bibliotheken enthalten keine Bücher, die Colophon lesen kann. Bitte die Ordner prüfen oder einen weiteren hinzufügen.',
  noneReader: 'Wer diesen Server betreibt, hat noch keine hinzugefügt.',
  chooseFolder: 'Ordner wählen',
  toLibraries: 'Zu den Bibliotheken',
  noneMatch: 'Kein Buch passt',
  noneMatchExplained: 'Nichts erfüllt alle Filter zugleich. Mit einem Filter weniger erscheint mehr.',
  more: 'Mehr zu {{title}}',
}
