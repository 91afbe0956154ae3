import { expect, test } from 'vitest'
import { acceptedEndings, cleanName, FileKind, sizeWords } from './file-kinds.ts'

test('a name keeps no folder, nothing that is not seen, and ends as what the file is', () => {
  expect(cleanName('Contratto di lavoro.pdf', 'pdf')).toBe('Contratto di lavoro.pdf')
  expect(cleanName('../../etc/passwd', 'txt')).toBe('passwd.txt')
  expect(cleanName('C:\\Users\\x\\Busta paga.DOCX', 'docx')).toBe('Busta paga.docx')
  expect(cleanName('foto.JPEG', 'jpeg')).toBe('foto.jpeg')
  expect(cleanName('busta.pdf.exe', 'pdf')).toBe('busta.pdf.exe.pdf')
  expect(cleanName('a\u202Efdp.exe', 'pdf')).toBe('afdp.exe.pdf')
  expect(cleanName('a\0b\r\nc\u2028d\u200Be\u2066f.png', 'png')).toBe('a b c def.png')
  expect(cleanName('.htaccess', 'txt')).toBe('htaccess.txt')
  for (const nothing of ['', '   ', '/', '..', '\u202E']) expect(cleanName(nothing, 'pdf')).toBe('file.pdf')
})

test('a name has at most 120 letters, its ending among them, and no letter is cut in two', () => {
  const long = cleanName(`${'à'.repeat(300)}.pdf`, 'pdf')
  expect([...long]).toHaveLength(120)
  expect(long.endsWith('à.pdf')).toBe(true)
  expect([...cleanName('👩'.repeat(200), 'odt')]).toHaveLength(120)
  expect(cleanName('a\ud800b', 'txt').isWellFormed()).toBe(true)
})

test('a form offers the endings of its kinds', () => {
  expect(acceptedEndings(['jpeg', 'png'])).toBe('.jpg,.jpeg,.png')
  expect(acceptedEndings(FileKind.options)).toContain('.m4a,.mp3,.ogg,.oga,.opus,.wav,.mp4,.m4v,.webm')
})

test('a size is said in kilobytes, or in megabytes with one decimal', () => {
  expect([1, 1536, 1024 * 1024, 2.54 * 1024 * 1024].map(sizeWords)).toEqual([
    { amount: 1, unit: 'KB' },
    { amount: 2, unit: 'KB' },
    { amount: 1, unit: 'MB' },
    { amount: 2.5, unit: 'MB' },
  ])
})
