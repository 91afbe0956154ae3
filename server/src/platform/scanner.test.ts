import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EicarWatch, openScanner, ScannerAway } from './scanner.ts'
import { HARM, HARM_NAME, type TestScanner, testScanner } from './testing-clamd.ts'

let clamd: TestScanner
beforeAll(async () => {
  clamd = await testScanner()
})
beforeEach(() => {
  clamd.says = 'what-it-found'
})
afterAll(() => clamd.close())

async function* inPieces(...pieces: (string | Buffer)[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

test('every byte goes to the scanner in its order, and what it found has a name', async () => {
  const scan = openScanner(clamd)
  const large = Buffer.alloc(1024 * 1024, 'x')
  expect(await scan(inPieces(large, large, 'end'))).toBeNull()
  expect(clamd.seen.at(-1)?.equals(Buffer.concat([large, large, Buffer.from('end')]))).toBe(true)
  expect(await scan(inPieces(HARM.slice(0, 5), HARM.slice(5)))).toBe(HARM_NAME)
})

test('a scanner that is not there, says nothing, breaks off or tells of an error has found nothing out', async () => {
  const gone = await testScanner()
  await gone.close()
  await expect(openScanner(gone)(inPieces('x'))).rejects.toThrow(ScannerAway)
  for (const says of [
    '',
    'INSTREAM size limit exceeded. ERROR\0',
    'stream: FOUND\0',
    'stream: OK or not\0',
    'x'.repeat(10_000),
  ]) {
    clamd.says = says
    await expect(openScanner(clamd)(inPieces('x')), says).rejects.toThrow(ScannerAway)
  }
  clamd.says = 'nothing'
  await expect(openScanner(clamd, 50)(inPieces('x'))).rejects.toThrow(ScannerAway)
})

test('what goes wrong while the bytes are read is told as it is', async () => {
  async function* broken() {
    yield Buffer.from('x')
    throw new Error('a part is not there')
  }
  await expect(openScanner(clamd)(broken())).rejects.toThrow('a part is not there')
})

test('a name that steers a page or a machine is told in plain letters', async () => {
  clamd.says = 'stream: <b>\u001b[31mX</b> FOUND\0'
  expect(await openScanner(clamd)(inPieces('x'))).toBe('_b___31mX_/b_')
})

test('the test signature is seen wherever it stands, also where parts meet', () => {
  const signature = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
  for (let cut = 0; cut <= signature.length; cut += 1) {
    const watch = new EicarWatch()
    for (const part of ['before ', signature.slice(0, cut), signature.slice(cut), ' after'])
      watch.see(Buffer.from(part))
    expect(watch.found, String(cut)).toBe(true)
  }
  const letters = new EicarWatch()
  for (const letter of `…${signature}`) letters.see(Buffer.from(letter))
  expect(letters.found).toBe(true)
  const other = new EicarWatch()
  other.see(Buffer.from(signature.slice(0, -1)))
  other.see(Buffer.from('x'.repeat(200)))
  other.see(Buffer.from(signature.slice(-1)))
  expect(other.found).toBe(false)
})
