import { inflateSync } from 'node:zlib'

type Part = { dictionary: string; stream: string }

/** What a PDF holds by its numbers, with its streams unpacked. */
function partsOf(pdf: Buffer): Map<string, Part> {
  const text = pdf.toString('latin1')
  return new Map(
    [...text.matchAll(/(?<=\n)(\d+) 0 obj\n/g)].map(({ 0: begins, 1: no = '', index }) => {
      const from = index + begins.length
      const [dictionary = ''] = text.slice(from, text.indexOf('\nendobj', from)).split('\nstream\n')
      const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
      const at = from + dictionary.length + '\nstream\n'.length
      const packed = pdf.subarray(at, at + length)
      const stream = (dictionary.includes('/FlateDecode') ? inflateSync(packed) : packed).toString('latin1')
      return [no, { dictionary, stream }]
    }),
  )
}

/** From glyphs to letters, as a font says it. */
const lettersOf = (map: string): Map<number, string> =>
  new Map(
    [...map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].flatMap(([, block = '']) =>
      [...block.matchAll(/<(\w+)>\s*<(\w*)>/g)].map(([, glyph = '', hex = '']) => [
        Number.parseInt(glyph, 16),
        Buffer.from(hex, 'hex').swap16().toString('utf16le'),
      ]),
    ),
  )

const escaped: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** The glyphs of a text between brackets: two bytes each. */
function glyphsOf(text: string): number[] {
  const bytes: number[] = []
  for (const [, octal, letter, plain] of text.matchAll(/\\([0-7]{3})|\\([\s\S])|([\s\S])/g))
    bytes.push(
      octal
        ? Number.parseInt(octal, 8)
        : letter
          ? (escaped[letter] ?? letter.charCodeAt(0))
          : (plain ?? '').charCodeAt(0),
    )
  return bytes.flatMap((byte, place) => (place % 2 === 1 ? [(bytes[place - 1] as number) * 256 + byte] : []))
}

/** The words of a PDF, a line for each piece that is drawn; for fonts that say which letters a glyph is. */
export function textOfPdf(pdf: Buffer): string {
  const parts = partsOf(pdf)
  const fonts = new Map<string, Map<number, string>>()
  for (const { dictionary } of parts.values())
    for (const [, name = '', no = ''] of dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(parts.get(no)?.dictionary ?? '')?.[1]
      if (map) fonts.set(name, lettersOf(parts.get(map)?.stream ?? ''))
    }
  return [...parts.values()]
    .flatMap(({ stream }) => [...stream.matchAll(/\nBT\n([\s\S]*?)\nET\n/g)])
    .map(([, drawn = '']) => {
      const font = fonts.get(/\/(f\d+) /.exec(drawn)?.[1] ?? '')
      const texts = [...drawn.matchAll(/\(((?:\\[\s\S]|[^\\()])*)\)/g)]
      return texts.flatMap(([, text = '']) => glyphsOf(text).map((glyph) => font?.get(glyph) ?? '')).join('')
    })
    .join('\n')
}

/** A PDF by hand, a word on each page, that wants a script to run when it is opened and a click to lead elsewhere. */
export function pdfOfPages(words: readonly string[]): Buffer {
  const first = 6
  const kids = words.map((_, no) => `${first + no * 2} 0 R`).join(' ')
  const script = '(app.alert\\(1\\); this.submitForm\\("https://elsewhere.test"\\))'
  const objects = [
    '1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction 3 0 R >> endobj',
    `2 0 obj << /Type /Pages /Kids [${kids}] /Count ${words.length} >> endobj`,
    `3 0 obj << /S /JavaScript /JS ${script} >> endobj`,
    '4 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj',
    '5 0 obj << /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /URI /URI (https://elsewhere.test) >> >> endobj',
    ...words.flatMap((word, no) => {
      const drawn = `BT /F1 24 Tf 30 100 Td (${word}) Tj ET`
      const page = `/Contents ${first + no * 2 + 1} 0 R /Annots [5 0 R] /Resources << /Font << /F1 4 0 R >> >>`
      return [
        `${first + no * 2} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] ${page} >> endobj`,
        `${first + no * 2 + 1} 0 obj << /Length ${drawn.length} >> stream\n${drawn}\nendstream endobj`,
      ]
    }),
  ]
  return Buffer.from(`%PDF-1.4\n${objects.join('\n')}\ntrailer << /Root 1 0 R >>\n%%EOF\n`)
}
