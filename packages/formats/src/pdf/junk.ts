const programs = /^(?:microsoft|ms)?\s*(?:word|powerpoint|excel|publisher|office)\s*[-–—:]\s/i
const fileName = /\.(?:docx?|rtf|odt|indd|qxd|qxp|tex|dvi|pmd|fm|pptx?|xlsx?|pages|ps|eps|pdf|html?|txt|wpd|cdr|ai)$/i
const placeholder =
  /^(?:(?:no |book )?title|untitled(?:[-_ ]?(?:document|\d+))*|(?:new )?document\s*\d*|sans (?:titre|nom)(?:[-_ ]\d+)?|unbenannt|ohne titel|sin título|full ?page ?photo|layout \d+|print|output|blank page|slide ?\d*)$/i
const nobody =
  /^(?:user|users|admin|administrator|owner|author|unknown(?: author)?|anonymous user|default|guest|root|pc|home|windows user|user ?\d+|hp|dell|acer|asus|lenovo|benutzer|utilisateur)$/i

/** Whether a title was filled in by a program rather than by a person: the name of the file says more then. */
export function isJunkTitle(title: string): boolean {
  return programs.test(title) || fileName.test(title) || placeholder.test(title)
}

/** Whether an author is the name of an account or the address of a program. */
export function isJunkAuthor(author: string): boolean {
  return nobody.test(author) || /^https?:\/\//i.test(author)
}
