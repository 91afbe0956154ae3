import { expect, test } from 'vitest'
import { contentTypes, kindOf, mayBegin } from './file-kinds.ts'
import { zipOf } from './xlsx-testing.ts'

const docx = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' })
const odt = zipOf({ mimetype: contentTypes.odt, 'content.xml': '<x/>' }, { mimetype: { stored: true } })

test('a file is what its bytes say, whatever it is called', async () => {
  expect(await kindOf(Buffer.from('%PDF-1.7\n…'))).toBe('pdf')
  expect(await kindOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toBe('jpeg')
  expect(await kindOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('png')
  expect(await kindOf(docx)).toBe('docx')
  expect(await kindOf(odt)).toBe('odt')
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  expect(await kindOf(bytes('RIFF\0\0\0\0WEBPVP8 '))).toBe('webp')
  expect(await kindOf(bytes('RIFF\0\0\0\0WAVEfmt '))).toBe('wav')
  expect(await kindOf(bytes('OggS\0\x02'))).toBe('ogg')
  for (const mp3 of ['ID3\x03\0', '\xff\xfb\x90\0\0', '\xff\xf3\x40\xc0\0'])
    expect(await kindOf(bytes(mp3))).toBe('mp3')
  expect(await kindOf(bytes('\0\0\0\x1cftypM4A \0\0'))).toBe('m4a')
  for (const brand of ['isom', 'mp42']) expect(await kindOf(bytes(`\0\0\0\x20ftyp${brand}`))).toBe('mp4')
  expect(await kindOf(bytes('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm\x42\x87'))).toBe('webm')
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
  const others = [
    'MZ\x90\0',
    '\x7fELF',
    'GIF89a\x01\0',
    'RIFF\0\0\0\0AVI ',
    '\0\0\0\x18ftypheic',
    '\0\0\0\x14ftypqt  ',
    '\x1a\x45\xdf\xa3\x42\x82\x88matroska',
    '\xff\xfe\x90\0\0',
    '\xff\xfb\xf0\0\0',
    'a\0b',
    'a\x1b[31m',
  ]
  const bytes = [...zips, ...others.map((each) => Buffer.from(each, 'latin1')), Buffer.from([0x63, 0xe8, 0x20])]
  for (const each of bytes) expect(await kindOf(each), each.subarray(0, 20).toString('latin1')).toBeNull()
})

test('the first part tells what is certainly none, and asks for the rest only where it must', async () => {
  const head = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20)])
  const never = async () => expect.unreachable('the whole was asked for')
  expect(await kindOf(head, never)).toBe('pdf')
  expect(mayBegin(docx.subarray(0, 40))).toBe(true)
  // A letter cut in two at the end of a part.
  expect(mayBegin(Buffer.from('però').subarray(0, 4))).toBe(true)
  for (const each of ['MZ\x90\0', '\x7fELF', 'GIF89a\x01\0']) expect(mayBegin(Buffer.from(each, 'latin1'))).toBe(false)
})
