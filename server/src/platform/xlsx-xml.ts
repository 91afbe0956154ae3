import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { SheetFailure } from './sheet.ts'

/** Characters between two '<' that are let through; the parser would gather any amount of text or attribute in memory. */
const longestRun = 400_000
const deepest = 60
/** Bytes decoded at once. */
const slice = 64 * 1024

export type XmlHandler = {
  open?(name: string, attribute: (name: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Reads one XML part of an office file in pieces, in bounded memory whatever it holds, and hands over after each piece so that
 * the caller can yield what is ready. Names come without their prefix. Comments, CDATA, document types and instructions have
 * no place in these parts and are the means of most attacks: they are refused.
 */
export async function* xmlPieces(stream: Readable, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('error', (cause) => {
    throw new SheetFailure('not-a-spreadsheet', { cause })
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > deepest) throw new SheetFailure('not-a-spreadsheet')
    handler.open?.(localName(tag.name), (name) => tag.attributes[name])
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('closetag', (tag) => {
    depth -= 1
    handler.close?.(localName(tag.name))
  })
  const decoder = new TextDecoder()
  const guard = new RunGuard()
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array
    for (let at = 0; at < bytes.length; at += slice) {
      parser.write(guard.pass(decoder.decode(bytes.subarray(at, at + slice), { stream: true })))
      yield
    }
  }
  parser.write(guard.pass(decoder.decode())).close()
  yield
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Cuts texts that no cell can hold before the parser sees them, and refuses '<!' and a late '<?'. */
class RunGuard {
  /** Characters since the last '<'. */
  #run = 0
  #inTag = false
  #dropping = false
  #tail = ''
  #seen = 0

  /** `piece`: at most `slice` characters. */
  pass(piece: string): string {
    this.#refuseMarkup(piece)
    if (!this.#dropping && this.#run + piece.length <= longestRun) return this.#letThrough(piece)
    const next = piece.indexOf('<')
    if (next === 0) return this.#letThrough(piece)
    const text = next === -1 ? piece : piece.slice(0, next)
    return this.#cut(text) + (next === -1 ? '' : this.#letThrough(piece.slice(next)))
  }

  #letThrough(piece: string): string {
    const last = piece.lastIndexOf('<')
    if (last >= 0) {
      this.#inTag = !piece.includes('>', last)
      this.#run = piece.length - last
      this.#dropping = false
    } else {
      if (this.#inTag && piece.includes('>')) this.#inTag = false
      this.#run += piece.length
    }
    return this.#emitted(piece)
  }

  /** What of a text still fits. Only texts are cut: a tag of this length is an attack. An entity is never cut in two. */
  #cut(text: string): string {
    if (this.#dropping) return ''
    if (this.#inTag) throw new SheetFailure('not-a-spreadsheet')
    let end = Math.min(text.length, Math.max(0, longestRun - this.#run))
    this.#run += text.length
    if (this.#run <= longestRun) return this.#emitted(text)
    const before = (this.#tail + text.slice(0, end)).slice(-12)
    if (before.lastIndexOf('&') > before.lastIndexOf(';')) {
      const close = text.indexOf(';', end)
      if (close === -1 && text.length - end < 12) return this.#emitted(text)
      end = close + 1
    }
    this.#dropping = true
    return text.slice(0, end)
  }

  #emitted(text: string): string {
    this.#tail = (this.#tail + text.slice(-12)).slice(-12)
    return text
  }

  #refuseMarkup(piece: string): void {
    const border = this.#seen > 0 ? this.#tail.slice(-1) : ''
    const text = border + piece
    // The declaration may only be the first thing.
    const late = text.indexOf('<?', this.#seen === 0 ? 1 : 0)
    if (late >= 0 || text.includes('<!')) throw new SheetFailure('not-a-spreadsheet')
    this.#seen += piece.length
  }
}
