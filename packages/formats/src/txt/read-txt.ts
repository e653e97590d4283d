import { blankFacts, type ReadBook } from '../facts.ts'

/** A text file says nothing about itself: everything is left to its name. */
export function readTxt(): ReadBook {
  return { facts: blankFacts('txt'), cover: null }
}
