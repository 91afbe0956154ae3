/** Text that is HTML already; everything else is written so that it cannot be. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | false | null | undefined | readonly Part[]

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const written = (part: Part): string => {
  if (part instanceof Html) return part.text
  if (part === false || part === null || part === undefined) return ''
  if (typeof part === 'object') return part.map(written).join('')
  return String(part).replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}

/** A piece of a page: what is put in is text, unless it is a piece itself; lists are put in one after the other. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(texts.map((text, no) => text + (no < parts.length ? written(parts[no]) : '')).join(''))
