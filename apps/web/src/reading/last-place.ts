import type { BookPage } from '@colophon/contract/web/books.ts'
import { placeStore, whereToBegin } from './place-store.ts'

/** Where somebody was last in a book: what this device could not report counts too. */
export const lastPlace = (book: BookPage) => whereToBegin(book.place, placeStore(book.id, localStorage).read()).from
