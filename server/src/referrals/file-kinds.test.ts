import { expect, test } from 'vitest'
import { zipOf } from '../platform/xlsx-testing.ts'
import { contentTypes, kindOf } from './file-kinds.ts'

const docx = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' })
const odt = zipOf({ mimetype: contentTypes.odt, 'content.xml': '<x/>' }, { mimetype: { stored: true } })

test('a file is what its bytes say, whatever it is called', async () => {
  expect(await kindOf(Buffer.from('%PDF-1.7\n…'))).toBe('pdf')
  expect(await kindOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toBe('jpeg')
  expect(await kindOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('png')
  expect(await kindOf(docx)).toBe('docx')
  expect(await kindOf(odt)).toBe('odt')
  expect(await kindOf(Buffer.from('\uFEFFAppunti\tperò\r\n'))).toBe('txt')
})

test('programs, pictures and documents of other kinds, macros, zips and bytes that are no text are none', async () => {
  const zips = [
    zipOf({ 'word/document.xml': '<x/>', 'word/vbaProject.bin': 'x' }),
    zipOf({ mimetype: contentTypes.odt, 'Basic/script-lc.xml': '<x/>' }, { mimetype: { stored: true } }),
    zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
    zipOf({ mimetype: `${contentTypes.odt}-template` }, { mimetype: { stored: true } }),
    zipOf({ 'xl/workbook.xml': '<x/>' }),
    zipOf({ 'word/document.xml': 'x' }, { 'word/document.xml': { uncompressedSize: 2 ** 31 } }),
    docx.subarray(0, 40),
  ]
  const others = ['MZ\x90\0', '\x7fELF', 'GIF89a\x01\0', 'RIFF\0\0\0\0WEBP', '\0\0\0\x18ftypheic', 'a\0b', 'a\x1b[31m']
  const bytes = [...zips, ...others.map((each) => Buffer.from(each, 'latin1')), Buffer.from([0x63, 0xe8, 0x20])]
  for (const each of bytes) expect(await kindOf(each), each.subarray(0, 20).toString('latin1')).toBeNull()
})
