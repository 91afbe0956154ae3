import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyLanguages } from '#model/privacy/copy-languages.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newGround } from '../testing-privacy.ts'
import { log, newSign, record, takeCharge } from '../testing-records.ts'
import { copyLists, copyTexts } from './copy-texts.ts'

let server: TestServer
let worker: Caller
let person: string

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('here'), 'worker')
  person = await record(worker, {
    sex: 'F',
    citizenship: 'BGD',
    identity: {
      givenName: 'Amina',
      birthDate: '1991-03-02' as never,
      phones: ['+39 333 111 2222'],
      documents: [{ kind: 'passport', number: '12-34/AB' }],
    },
    taxCode: 'RSSMRA80A01F205X',
  })
  const facts = { channel: 'street-unit', sector: 'riders', language: 'ar', needs: ['work'], given: ['leaflet'] }
  await log(worker, { personId: person, day: '2026-01-05' as never, note: 'Parole dello sportello', ...facts } as never)
  await log(worker, { personId: person, day: '2026-01-09' as never, language: 'not_asked' as never })
  const kase = await takeCharge(worker, { personId: person, profile: 'newly-arrived' } as never)
  await worker.call('POST', `/cases/${kase}/signs`, newSign())
  await worker.call(
    'POST',
    `/persons/${person}/grounds`,
    newGround({ recipient: 'outside', outside: 'Consolato di prova' }),
  )
  const words = 'Contesta la data'
  await worker.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'contested', words })
})
afterAll(() => server.close())

async function copyIn(language: string): Promise<string> {
  const id = v7()
  const asked = { id, language, withheld: ['service-texts'], words: 'Perché' }
  expect((await worker.call('POST', `/persons/${person}/exports`, asked)).status).toBe(200)
  return (await worker.call('GET', `/persons/${person}/exports/${id}/file`)).body.toString()
}

/** What stands between two tags, entire: labels, headings, texts, names of codes. */
const said = (page: string) => [...page.matchAll(/>([^<>]+)</g)].map((match) => match[1] as string)

const italian = new Set([
  ...Object.values(copyTexts.it),
  ...Object.values(copyLists).flatMap((list) => list.map(({ it }) => it)),
])

test.each(copyLanguages.filter((lang) => lang !== 'it' && lang !== 'en'))(
  'a copy in %s says nothing in Italian but what was typed, and that the Italian text counts',
  async (lang) => {
    const page = await copyIn(lang)
    const texts = said(page)
    const translated = new Set(Object.values(copyTexts[lang]))
    expect(texts.length).toBeGreaterThan(60)
    expect(texts.filter((text) => italian.has(text) && !translated.has(text))).toEqual([
      copyTexts.it['copy.unreviewed'],
    ])
    expect(texts).toContain(copyTexts[lang]['copy.unreviewed'])
    expect(texts).toContain(copyTexts[lang]['copy.typed'])
    expect(texts).toContain('Parole dello sportello')
    const { default: aloud } = await import(`#model/intake/spoken.${lang}.json`, { with: { type: 'json' } })
    expect(texts).toContain(aloud[newSign().sign])
    expect(texts).toContain(copyTexts[lang]['copy.signs-text'])
    expect(page).not.toMatch(/\b(?:code|copy)\.[a-z]|not_asked|[{}]amount/)
  },
)

test('a copy in Arabic runs from right to left; what was typed and numbers run as they do', async () => {
  const page = await copyIn('ar')
  expect(page).toContain('<html lang="ar" dir="rtl">')
  expect(page).toContain('<p class="words" dir="auto">Contesta la data</p>')
  expect(page).toContain('<bdi>Parole dello sportello</bdi>')
  expect(page).toContain('<bdi>+39 333 111 2222</bdi>')
  expect(page).toContain('جواز السفر \u206812-34/AB\u2069')
  expect(page).toContain('<bdi>بنغلاديش</bdi>')
  expect(page).toContain('2 مارس 1991')
  expect(page).not.toMatch(/[٠-٩]/)
})

test('a copy in French says days, states and codes in French', async () => {
  const page = await copyIn('fr')
  expect(page).toContain('<html lang="fr" dir="ltr">')
  for (const text of [
    '2 mars 1991',
    'Bangladesh',
    'Unité de rue',
    'Livreurs et livraisons',
    'Arrivée récente',
    'arabe',
  ])
    expect(page).toContain(text)
})

test('the language of the latest contact that says one is offered for the copy', async () => {
  expect((await worker.call('GET', `/persons/${person}/privacy`)).body.spoken).toBe('ar')
  expect((await worker.call('GET', `/persons/${await record(worker)}/privacy`)).body.spoken).toBe(null)
})
