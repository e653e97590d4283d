import {
  BookPlus,
  ChartColumn,
  FolderOpen,
  History,
  House,
  LibraryBig,
  ListChecks,
  MessagesSquare,
  NotebookPen,
  Rows3,
  Settings2,
  TabletSmartphone,
  UserRound,
  Users,
} from 'lucide-react'

/** The places that the sidebar and the bar of a phone lead to, in their order. */
const places = [
  { to: '/', name: 'home', Icon: House, isFor: 'everybody', isBelow: false },
  { to: '/books', name: 'books', Icon: LibraryBig, isFor: 'everybody', isBelow: false },
  { to: '/authors', name: 'authors', Icon: Users, isFor: 'everybody', isBelow: false },
  { to: '/series', name: 'series', Icon: Rows3, isFor: 'everybody', isBelow: false },
  { to: '/get', name: 'get', Icon: BookPlus, isFor: 'everybody', isBelow: false },
  { to: '/lists', name: 'lists', Icon: ListChecks, isFor: 'everybody', isBelow: false },
  { to: '/notes', name: 'notes', Icon: NotebookPen, isFor: 'everybody', isBelow: false },
  { to: '/groups', name: 'groups', Icon: MessagesSquare, isFor: 'everybody', isBelow: false },
  { to: '/statistics', name: 'statistics', Icon: ChartColumn, isFor: 'everybody', isBelow: false },
  { to: '/devices', name: 'devices', Icon: TabletSmartphone, isFor: 'everybody', isBelow: true },
  { to: '/history', name: 'history', Icon: History, isFor: 'everybody', isBelow: true },
  // Administrators find them among the pages of the administration.
  { to: '/libraries', name: 'libraries', Icon: FolderOpen, isFor: 'others', isBelow: true },
  { to: '/admin', name: 'admin', Icon: Settings2, isFor: 'admins', isBelow: true },
  { to: '/account', name: 'account', Icon: UserRound, isFor: 'everybody', isBelow: true },
] as const

export type Place = (typeof places)[number]

export const placesOf = ({ isAdmin }: { isAdmin: boolean }): Place[] =>
  places.filter(({ isFor }) => isFor === 'everybody' || (isFor === 'admins') === isAdmin)

/** On a phone so many fit beside each other; what is further down stands behind “More”. */
export const PLACES_ON_PHONE = 5
