import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOST_LETTERS } from '#model/letters/contract.ts'
import { noValues } from '#model/letters/fields.ts'
import { MOST_LETTER_TEMPLATES, MOST_LETTER_VERSIONS } from '#model/letters/template-contract.ts'
import { copyLanguages, isReviewed } from '#model/privacy/copy-languages.ts'
import { makesPdf } from '../platform/pdf.ts'
import { ask } from '../platform/testing-ask.ts'
import { textOfPdf } from '../platform/testing-pdf.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addLetters, letterValues, newLetter, newLetterTemplate } from '../testing-letters.ts'
import { newBooking, newPerson, record, takeCharge } from '../testing-records.ts'
import { lettersOfCases } from './asks.ts'
import { letterTexts } from './own-templates.ts'
import { insertLetter } from './store.ts'
import { insertVersion } from './template-store.ts'

let server: TestServer
let worker: Caller
let coordinator: Caller
let stranger: Caller
let kase: string
let letterTemplate: string

beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('pua-programme')
  worker = await server.member(desk, 'worker')
  coordinator = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('there'), 'worker', 'coordinator')
  const identity = { givenName: 'Awa', familyName: 'Diallo', birthDate: '1980-01-01' }
  kase = await takeCharge(worker, {
    personId: await record(worker, newPerson({ identity, taxCode: 'RSSMRA80A01F205X' })),
  })
  letterTemplate = (await addLetters(await server.member(desk, 'worker', 'coordinator'), kase)).letterTemplate
})
afterAll(() => server.close())

type Said = { letters: { id: string; title: string; by: string; no: number; withdrawn: { why: string } | null }[] }
const make = (more: object = {}, by = worker) =>
  by.call('POST', `/cases/${kase}/letters`, newLetter(letterTemplate, more))
const list = async (by = worker): Promise<Said> => (await by.call('GET', `/cases/${kase}/letters`)).body
const fill = (template: string, by = worker) => by.call('GET', `/cases/${kase}/letters/filling?template=${template}`)
const print = (letter: string, form: 'pdf' | 'page', by = worker) =>
  by.call('GET', `/cases/${kase}/letters/${letter}/paper?form=${form}`)
async function made(more: object): Promise<string> {
  const id = v7()
  const { status, body } = await make({ id, ...more })
  expect([status, body.reason ?? body.errors]).toEqual([200, undefined])
  return id
}

describe('a letter', () => {
  test('is filled from the case with what its template names, and with nothing else', async () => {
    const { body } = await fill('followed')
    expect(body).toMatchObject({
      no: 0,
      values: {
        person: 'Awa Diallo',
        birthDate: '1980-01-01',
        today: '2026-01-15',
        desk: 'Desk pua-programme',
        taxCode: '',
      },
    })
    expect(body.values.caseNumber).toContain('pua-programme')
    expect((await fill('accompanying')).body).toMatchObject({ values: { taxCode: 'RSSMRA80A01F205X', caseNumber: '' } })
    expect((await fill('attendance')).body).toMatchObject({ values: { person: 'Awa Diallo', body: '', desk: '' } })
  })

  test('says of appointments only what was written: when the person was there, and what is still to come', async () => {
    const other = await takeCharge(worker)
    const plan = async (day: string, time: string) => {
      const booking = newBooking({ case: other, colleagues: [worker.accountId], day, time })
      expect((await worker.call('POST', '/calendar', booking)).status).toBe(200)
      return booking.id
    }
    const filling = async (template: string) =>
      (await worker.call('GET', `/cases/${other}/letters/filling?template=${template}`)).body.values
    const over = await plan('2026-01-15', '08:30')
    expect(await filling('attendance')).toMatchObject({ attendedDay: null, attendedUntil: '', appointmentDay: null })
    expect(await filling('appointment'), 'its hour is past').toMatchObject({ appointmentDay: null })
    expect((await worker.call('POST', `/calendar/${over}/steps`, { no: 1, act: 'held', why: '' })).status).toBe(200)
    await plan('2026-01-16', '11:00')
    expect(await filling('attendance')).toMatchObject({ attendedDay: '2026-01-15', attendedUntil: '09:30' })
    expect(await filling('appointment')).toMatchObject({ appointmentDay: '2026-01-16', appointmentTime: '11:00' })
  })

  test('is kept as it was made: who, when, of which version; once however often it is sent', async () => {
    const body = { id: v7() }
    const before = (await list()).letters.length
    for (let times = 0; times < 2; times++) expect((await make(body)).status).toBe(200)
    const { letters } = await list(coordinator)
    expect(letters).toHaveLength(before + 1)
    expect(letters[0]).toMatchObject({ id: body.id, no: 1, title: 'Lettera', own: true, withdrawn: null })
    expect(letters[0]?.by).not.toContain('account:')
  })

  test('of a template that was changed meanwhile is refused with the letters as they are', async () => {
    expect((await make({ no: 0 })).body).toMatchObject({ code: 'moved-on', current: { caseId: kase } })
    expect((await make({ template: v7() })).body.errors).toEqual([{ pointer: '/template', code: 'unknown' }])
    expect((await make({ language: 'wo' })).body.errors).toEqual([{ pointer: '/language', code: 'does-not-fit' }])
    expect((await make({ values: { ...letterValues(), motherName: 'x' } })).body.errors).toEqual([
      { pointer: '/values/motherName', code: 'not-expected' },
    ])
    expect((await make({ values: letterValues({ today: 'tomorrow' }) })).status).toBe(422)
  })

  test('is taken back with a reason, once, and stays readable', async () => {
    const id = await made({})
    for (const why of ['Wrong office', 'again'])
      expect((await worker.call('POST', `/cases/${kase}/letters/${id}/withdrawal`, { why })).status).toBe(200)
    expect((await list()).letters.find((letter) => letter.id === id)?.withdrawn?.why).toBe('Wrong office')
    expect((await print(id, 'page')).body.toString()).toContain('ANNULLATA')
    expect((await print(id, 'pdf')).body.reason).toBe('letter-withdrawn')
  })

  test('that is too long once it is filled in is not made; one that was made before is cut, and says so', async () => {
    const key = v7()
    const text = '{{note}} {{papers}} '.repeat(400)
    const template = { discreet: false, texts: [{ language: 'it' as const, title: 'Lunga', text }] }
    const values = { note: 'n'.repeat(4_000), papers: 'p\n'.repeat(800) }
    await coordinator.enter((at) => insertVersion(at, key, 0, { template }))
    const long = newLetter(key, { values: letterValues(values) })
    expect((await worker.call('POST', `/cases/${kase}/letters`, long)).body).toMatchObject({
      reason: 'letter-too-long',
    })
    const id = v7()
    const kept = { ...template.texts[0], template: key, no: 1, own: true, discreet: false, name: 'Lunga', head: [] }
    const other = await takeCharge(worker)
    await worker.enter((at) =>
      insertLetter(at, other, id, {
        ...kept,
        title: 'Lunga',
        text,
        language: 'it',
        values: { ...noValues, ...values },
      }),
    )
    const page = await worker.call('GET', `/cases/${other}/letters/${id}/paper?form=page`)
    expect(page.status).toBe(200)
    expect(String(page.body)).toContain(letterTexts.it['letter.cut'])
    const [said] = await worker.enter((at) => lettersOfCases(at, [other]))
    expect(said?.said).toContain(letterTexts.it['letter.cut'])
  })

  test('is not there for another desk, and nobody writes one in a closed case', async () => {
    const id = await made({})
    for (const { status } of [
      await make({}, stranger),
      await fill('followed', stranger),
      await print(id, 'page', stranger),
      await stranger.call('POST', `/cases/${kase}/letters/${id}/withdrawal`, { why: 'Sbagliata' }),
    ])
      expect(status).toBe(404)
    expect((await make({}, coordinator)).status).toBe(403)
    expect((await fill(letterTemplate, stranger)).status).toBe(404)
    const closed = await takeCharge(worker)
    const letter = v7()
    await worker.call('POST', `/cases/${closed}/letters`, newLetter(letterTemplate, { id: letter }))
    await worker.call('POST', `/cases/${closed}/close`, { outcome: 'other', closedOn: '2026-01-15', version: 1 })
    const paths = [`/cases/${closed}/letters`, `/cases/${closed}/letters/${letter}/withdrawal`]
    for (const [place, body] of [newLetter(letterTemplate), { why: 'Sbagliata' }].entries())
      expect((await worker.call('POST', paths[place] as string, body)).body.reason).toBe('case-closed')
    expect((await worker.call('GET', `/cases/${closed}/letters/filling?template=followed`)).body.reason).toBe(
      'case-closed',
    )
    expect((await worker.call('GET', `/cases/${closed}/letters/${letter}/paper?form=page`)).status).toBe(200)
  })

  test('says no word of it in clear in the database', async () => {
    await made({ values: letterValues({ person: 'Zq0001', papers: 'Zq0002' }) })
    const rows = await ask<{ text: string }>(
      server.database.supervisor,
      'select row_to_json(t)::text as text from case_letter t union all select row_to_json(t)::text from letter_template t',
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.map(({ text }) => text).join()).not.toMatch(/Zq000|Lettera|followed/)
  })
})

const dangerous = [
  '#read("/etc/passwd")',
  '#import "@preview/x:0.1.0": *',
  '$x^2$ \\ "a" -- *b* _c_ <d> @e',
  '<script>x</script>',
]

describe('the paper of a letter', () => {
  test('says what was typed as it was typed, in the page', async () => {
    const id = await made({ values: letterValues({ papers: dangerous.join('\n') }) })
    const { status, body } = await print(id, 'page')
    expect(status).toBe(200)
    const text = String(body).replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    for (const line of dangerous) expect(text).toContain(line)
    expect(String(body)).not.toContain('<script>')
  })

  test('has a gap where nothing stands', async () => {
    const id = await made({ values: letterValues({ person: '', today: null }) })
    expect(String((await print(id, 'page')).body).match(/role="img" aria-label="da completare"/g)).toHaveLength(2)
  })

  test('in Arabic runs from right to left, and each number in it from left to right', async () => {
    const id = await made({ language: 'ar', values: letterValues({ person: 'أوا', deskPhone: '800 012 345' }) })
    const { body } = await print(id, 'page')
    expect(String(body)).toContain('<html lang="ar" dir="rtl">')
    expect(String(body)).toContain('<bdi dir="ltr">800 012 345</bdi>')
    expect(String(body)).toContain('<bdi dir="rtl">أوا</bdi>')
  })

  test.each(copyLanguages)(
    'of the product is there in %s, and says where nobody has read the translation',
    async (language) => {
      const id = await made({ template: 'followed', no: 0, language })
      const text = String((await print(id, 'page')).body)
      expect(text).toContain(letterTexts[language]['followed.title'])
      expect(text.includes(letterTexts[language]['letter.unreviewed'] as string)).toBe(!isReviewed(language))
      expect(text).not.toMatch(/\{\{|undefined/)
    },
  )

  test.each(['attendance', 'papers-held', 'appointment-discreet'])('%s does not say who writes', async (template) => {
    const id = await made({ template, no: 0, values: letterValues({ desk: 'Zq0003', body: 'Comune' }) })
    const text = String((await print(id, 'page')).body)
    for (const word of ['Zq0003', 'pua-programme', 'Varco']) expect(text).not.toContain(word)
  })

  test('has neither a name nor what it is about in its address or its file', async () => {
    const { headers } = await print(await made({}), 'page')
    expect(headers['content-disposition']).toBe('attachment; filename="page.html"')
  })
})

describe.runIf(makesPdf)('the paper of a letter as a PDF', () => {
  test('is PDF/A, and holds what was typed as it was typed', async () => {
    const id = await made({ values: letterValues({ person: 'Awa  Niño D’Àngelo', papers: dangerous.join('\n') }) })
    const { status, body, headers } = await print(id, 'pdf')
    expect(status).toBe(200)
    expect(headers['content-disposition']).toBe('attachment; filename="page.pdf"')
    const bytes = body as unknown as Buffer
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(bytes.toString('latin1')).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    const text = textOfPdf(bytes)
    for (const line of ['Awa  Niño D’Àngelo', ...dangerous]) expect(text).toContain(line)
  })

  test('is the same whenever it is made out of what is kept', async () => {
    const id = await made({ template: 'handed-over', no: 0 })
    const [one, other] = [await print(id, 'pdf'), await print(id, 'pdf')]
    expect(Buffer.compare(one.body as never, other.body as never)).toBe(0)
  })

  test.each(copyLanguages)('is set in %s for every letter of the product', async (language) => {
    for (const template of ['followed', 'attendance', 'papers-held', 'accompanying', 'appointment', 'handed-over']) {
      const id = await made({ template, no: 0, language })
      const { status, body } = await print(id, 'pdf')
      expect([template, status]).toEqual([template, 200])
      expect(Buffer.isBuffer(body)).toBe(true)
    }
  })

  test('is made where signs were typed that steer a terminal, now or before they were left out', async () => {
    const id = await made({ values: letterValues({ note: 'a\u0007b\u001Bc', papers: 'x\u2067y' }) })
    expect((await print(id, 'pdf')).status).toBe(200)
    const said = String((await print(id, 'page')).body)
    expect([said.includes('abc'), said.includes('xy')]).toEqual([true, true])
    const [before, other] = [v7(), await takeCharge(worker)]
    const kept = {
      template: 'followed',
      no: 0,
      own: true,
      discreet: false,
      name: 'x',
      language: 'it',
      title: 'x',
    } as const
    const values = { ...noValues, note: 'a\u0007b' }
    await worker.enter((at) => insertLetter(at, other, before, { ...kept, text: '{{note}}\u001B', values, head: [] }))
    expect((await worker.call('GET', `/cases/${other}/letters/${before}/paper?form=pdf`)).status).toBe(200)
  })

  test('is refused, without a word of it, for letters that no font has; the page is there', async () => {
    const id = await made({ values: letterValues({ person: 'አዋ' }) })
    const { status, body } = await print(id, 'pdf')
    expect([status, body.reason]).toEqual([409, 'pdf-no-font'])
    expect(JSON.stringify(body)).not.toContain('አ')
    expect(String((await print(id, 'page')).body)).toContain('አዋ')
  })
})

describe('templates of letters', () => {
  const write = (key: string, body: object, by = coordinator) => by.call('PUT', `/letters/templates/${key}`, body)
  const rows = async (by = worker) => (await by.call('GET', '/letters/templates')).body.rows
  const row = async (key: string) => (await rows()).find(({ id }: { id: string }) => id === key)

  test('are the product’s until a desk writes one, in versions, and are given back', async () => {
    expect((await rows(stranger)).every(({ versions }: { versions: unknown[] }) => versions.length === 0)).toBe(true)
    expect((await write('accompanying', newLetterTemplate())).status).toBe(200)
    expect((await fill('accompanying')).body).toMatchObject({ no: 1 })
    expect((await write('accompanying', { no: 1, template: null })).status).toBe(200)
    expect((await row('accompanying')).versions).toMatchObject([{ no: 2, template: null }, { no: 1 }])
    expect((await fill('accompanying')).body).toMatchObject({ no: 2 })
    const id = await made({ template: 'accompanying', no: 2 })
    expect((await list()).letters.find((letter) => letter.id === id)).toMatchObject({ own: false, no: 2 })
  })

  test('of a desk’s own are given up, and put back by an earlier version', async () => {
    const key = v7()
    expect((await write(key, newLetterTemplate())).status).toBe(200)
    expect((await write(key, { no: 1, template: null })).status).toBe(200)
    expect((await fill(key)).status).toBe(404)
    expect((await write(key, newLetterTemplate({}, 2))).status).toBe(200)
    expect((await fill(key)).status).toBe(200)
    expect((await write(key, newLetterTemplate({}, 3), worker)).status).toBe(403)
  })

  test('of two who write at once one wins; what is sent twice is one version', async () => {
    const key = v7()
    const both = await Promise.all(
      [true, false].map((discreet) =>
        write(key, newLetterTemplate({ discreet, texts: [{ language: 'it', title: 'x', text: 'x' }] })),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { template } = (await row(key)).versions[0]
    expect((await write(key, { no: 0, template })).status).toBe(200)
    expect((await row(key)).versions).toHaveLength(1)
  })

  test('and letters are so many and no more', async () => {
    const key = v7()
    await coordinator.enter(async (at) => {
      for (let no = 0; no < MOST_LETTER_VERSIONS; no++) await insertVersion(at, key, no, { template: null })
      for (let no = 0; no < MOST_LETTER_TEMPLATES; no++) await insertVersion(at, v7(), 0, { template: null })
    })
    expect((await write(key, newLetterTemplate({}, MOST_LETTER_VERSIONS))).body.reason).toBe('template-full')
    expect((await write(v7(), newLetterTemplate())).body.reason).toBe('templates-full')
    const full = await takeCharge(worker)
    const kept = {
      template: 'followed',
      no: 0,
      own: false,
      discreet: false,
      name: 'x',
      language: 'it',
      title: 'x',
    } as const
    await worker.enter(async (at) => {
      for (let no = 0; no < MOST_LETTERS; no++)
        await insertLetter(at, full, v7(), { ...kept, text: 'x', values: noValues, head: [] })
    })
    const more = newLetter('followed', { no: 0 })
    expect((await worker.call('POST', `/cases/${full}/letters`, more)).body.reason).toBe('letters-full')
  })

  test('with a field that is not known are refused: which text, which line', async () => {
    const wrong = (texts: object[], discreet = false) => write(v7(), newLetterTemplate({ texts, discreet }))
    const it = { language: 'it', title: 'x', text: 'x' }
    const said = async (texts: object[], discreet = false) => (await wrong(texts, discreet)).body.errors
    expect(await said([{ ...it, text: 'Caro {{person}}\n{{persona}} e {{x' }])).toEqual([
      { pointer: '/template/texts/0/text/2', code: 'unknown-field' },
      { pointer: '/template/texts/0/text/2', code: 'open-field' },
    ])
    expect(await said([{ ...it, text: '{{taxCode}}' }], true)).toEqual([
      { pointer: '/template/texts/0/text/1', code: 'not-discreet' },
    ])
    expect(await said([{ ...it, text: 'x\n{{note}}\n'.repeat(21) }])).toEqual([
      { pointer: '/template/texts/0/text/42', code: 'too-often' },
    ])
    expect(await said([{ ...it, title: '{{person}}' }])).toEqual([
      { pointer: '/template/texts/0/title', code: 'not-discreet' },
    ])
    expect(await said([{ ...it, language: 'fr' }])).toEqual([{ pointer: '/template/texts', code: 'missing' }])
    expect(await said([it, it])).toEqual([{ pointer: '/template/texts/1/language', code: 'twice' }])
  })
})
