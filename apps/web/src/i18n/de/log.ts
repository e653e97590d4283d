import type { Catalogue } from '../words.ts'

export const log: Catalogue['log'] = {
  title: 'Protokoll des Servers',
  export: 'Herunterladen',
  search: 'In den Zeilen suchen',
  least: 'Zeigen',
  leastOf: { debug: 'Alles', info: 'Übliches', warn: 'Warnungen und Fehler', error: 'Fehler' },
  span: 'Zeit',
  spanOf: { h1: 'Letzte Stunde', h24: 'Letzter Tag', h168: 'Letzte Woche' },
  none: 'Nichts aufgeschrieben',
  noneExplained: 'Weiter zurück schauen oder den Server mehr aufschreiben lassen.',
  facts: 'Einzelheiten',
}
