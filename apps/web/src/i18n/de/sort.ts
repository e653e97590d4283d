import type { Catalogue } from '../words.ts'

export const sort: Catalogue['sort'] = {
  heading: 'Sortieren nach',
  label: 'Sortiert nach: {{by}}. Ändern',
  title: 'Titel',
  author: 'Autor',
  series: 'Reihe',
  added: 'Hinzugefügt',
  published: 'Erschienen',
  lastRead: 'Zuletzt gelesen',
  asc: {
    title: 'A bis Z',
    author: 'A bis Z',
    series: 'Erster Band zuerst',
    added: 'Älteste zuerst',
    published: 'Älteste zuerst',
    lastRead: 'Am längsten her zuerst',
  },
  desc: {
    title: 'Z bis A',
    author: 'Z bis A',
    series: 'Letzter Band zuerst',
    added: 'Neueste zuerst',
    published: 'Neueste zuerst',
    lastRead: 'Zuletzt gelesen zuerst',
  },
}
