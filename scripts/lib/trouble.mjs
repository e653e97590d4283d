/** A failure that a person can do something about. It is shown as its message, without a stack. */
export class Trouble extends Error {}

/** Tells the person who waits what is going on. Standard error, so that output of commands stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}
