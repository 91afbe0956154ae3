import { crc32, deflateRawSync } from 'node:zlib'

type Part = string | Buffer
type Lie = { uncompressedSize?: number; stored?: boolean }

/** A zip made by hand, for tests of files that no honest program writes. `lies` change what the directory says of a part. */
export function zipOf(parts: Record<string, Part>, lies: Record<string, Lie> = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, part] of Object.entries(parts)) {
    const bytes = Buffer.from(part as string)
    const stored = lies[name]?.stored === true
    const packed = stored ? bytes : deflateRawSync(bytes)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(stored ? 0 : 8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(lies[name]?.uncompressedSize ?? bytes.length, 18)
    head.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, tail, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, listed, Buffer.from('PK\x05\x06'), end])
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Parts of a workbook with two sheets, the first hidden; `rows` is what stands inside `<sheetData>` of the second. */
export function workbookParts(rows: Part, more: { strings?: string; date1904?: boolean } = {}): Record<string, Part> {
  const sheet = Buffer.concat([
    Buffer.from(`${head}<worksheet ${main}><sheetData>`),
    Buffer.from(rows as string),
    Buffer.from('</sheetData></worksheet>'),
  ])
  return {
    '_rels/.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relation}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${relation}"><workbookPr date1904="${more.date1904 ? 1 : 0}"/><sheets><sheet name="Liste" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Registro" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${relation}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="[$-410]dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml':
      more.strings ??
      `${head}<sst ${main}><si><t>Codice</t></si><si><r><t>Data </t></r><r><t>contatto</t></r><rPh><t>no</t></rPh></si></sst>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>hidden</t></is></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': sheet,
  }
}
