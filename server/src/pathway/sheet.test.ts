import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { copyLanguages, isReviewed } from '#model/privacy/copy-languages.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addPathway, newGoal, newStep, record, takeCharge } from '../testing-records.ts'
import { sheetTexts } from './sheet-texts.ts'

let server: TestServer
let worker: Caller
let kase: string

const secrets = { goal: 'Zq0001', why: 'Zq0002', step: 'Zq0003', other: 'Zq0004', review: 'Zq0005', name: 'Zq0006' }

beforeAll(async () => {
  server = await testServer()
  worker = await server.member(await server.desk('pua-programme'), 'worker')
  const personId = await record(worker, { identity: { givenName: secrets.name, familyName: secrets.name } })
  kase = await takeCharge(worker, { personId })
  await addPathway(worker, kase, {
    goal: { text: secrets.goal, area: 'anti-trafficking' },
    step: { text: secrets.step, owner: 'other', other: secrets.other, due: '2026-03-04' },
    review: { text: secrets.review, nextOn: '2026-02-12' },
  })
})
afterAll(() => server.close())

const sheet = async (kind: string, language: string, by = worker) => {
  const { status, body } = await by.call('GET', `/cases/${kase}/pathway/sheet?kind=${kind}&language=${language}`)
  return { status, text: String(body) }
}

test('the full sheet says what was agreed, who does it and by when, and not what colleagues noted', async () => {
  const { status, text } = await sheet('full', 'it')
  expect(status).toBe(200)
  const said = [secrets.goal, secrets.step, secrets.other, 'Programmi anti-tratta', '4 marzo 2026', '12 febbraio 2026']
  for (const word of [...said, 'pua-programme']) expect(text).toContain(word)
  expect(text).not.toContain(secrets.review)
})

test.each(copyLanguages)('the discreet sheet in %s holds the days and no word that endangers', async (language) => {
  const { status, text } = await sheet('discreet', language)
  expect(status).toBe(200)
  expect(text).toContain(sheetTexts[language]['sheet.title-discreet'])
  expect(text).toContain(sheetTexts[language]['sheet.thing'])
  expect(text).toMatch(/2026/)
  for (const word of [...Object.values(secrets), 'pua-programme', 'Varco']) expect(text).not.toContain(word)
  const areas = await sheet('full', language)
  const heading = /<h3>([^<]+)<\/h3>/.exec(areas.text)?.[1] as string
  expect(heading.length).toBeGreaterThan(2)
  expect(text).not.toContain(heading)
  expect(text.includes(sheetTexts[language]['sheet.unreviewed'] as string)).toBe(!isReviewed(language))
})

test('words that may stand there do, in the direction of the language', async () => {
  const [goal, step] = [v7(), v7()]
  const at = `/cases/${kase}/pathway`
  await worker.call('PUT', `${at}/goals/${goal}`, newGoal({ text: 'Scuola guida', discreet: true }))
  await worker.call('PUT', `${at}/steps/${step}`, newStep(goal, { text: 'Portare le <foto>', discreet: true }))
  const { text } = await sheet('discreet', 'ar')
  expect(text).toContain('dir="rtl"')
  expect(text).toContain('<p class="words" dir="auto">Scuola guida</p>')
  expect(text).toContain('<bdi>Portare le &lt;foto&gt;</bdi>')
})

test('a language without texts is answered in Italian, and one that is none is refused', async () => {
  expect((await sheet('full', 'wo')).text).toContain('<html lang="it"')
  expect((await sheet('full', 'klingon')).status).toBe(422)
  expect((await sheet('short', 'it')).status).toBe(422)
})

test('whoever does not see the case prints nothing, and every print is in the register of accesses', async () => {
  const stranger = await server.member(await server.desk('there'), 'worker')
  expect((await sheet('full', 'it', stranger)).status).toBe(404)
  const reader = await server.member(worker.desk, 'coordinator')
  await sheet('discreet', 'fr', reader)
  await vi.waitFor(async () => {
    const { rows } = (await reader.call('GET', `/accesses?recordId=${kase}`)).body
    expect(rows.map(({ act }: { act: string }) => act)).toContain('printPathway')
  })
})

test('every language has every text of the sheet, with the same parameters, and none was left in Italian', () => {
  const keys = Object.keys(sheetTexts.it)
  const parameters = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const lang of copyLanguages) {
    expect(Object.keys(sheetTexts[lang])).toEqual(keys)
    for (const key of keys)
      expect([lang, key, parameters(sheetTexts[lang][key])]).toEqual([lang, key, parameters(sheetTexts.it[key])])
    if (lang !== 'it') expect(keys.filter((key) => sheetTexts[lang][key] === sheetTexts.it[key])).toEqual([])
  }
})
