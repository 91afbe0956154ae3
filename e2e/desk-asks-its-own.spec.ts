import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { today } from '#model/calendar.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, phone, says, sees, settled, visit } from './stage.ts'

const family = 'Domandaqqtal'
const stage = openStage([family, 'Fatima'])
let worker: Caller
let person = ''
let kase = ''

type Set_ = { rows: { id: string; key: string; retired: object | null; versions: { no: number }[] }[] }
type Whole = { id: string; key: string; kind: string; place: string; versions: Version[] }
type Version = { no: number; by: string; at: string; wordings: { label: string }[] }
type Sheet = { no: number; answers: { question: string; history: { state: string; value: string }[] }[] }
const questions = () => ask<Set_>(worker, '/desks/pua-milano/questions')
const sheet = (path: string) => ask<Sheet>(worker, `/desks/pua-milano/${path}/answers`)
const byKey = async (key: string) => (await questions()).rows.find((each) => each.key === key)

beforeAll(async () => {
  worker = await stage.elsewhere('tutor.milano')
  person = await newPerson(worker, { givenName: 'Fatima', familyName: family })
  kase = await newCase(worker, person)
})

const english = (page: Page) => page.getByRole('button', { name: 'English' })

/** Choosing a file scrolls: the header that stays would lie over whatever happens to be under it. */
const atTop = (page: Page) => page.evaluate(() => scrollTo(0, 0))

/** Begins a question by keyboard; the form is left as it is saved. */
async function begin(
  page: Page,
  label: string,
  kind: string,
  more?: (form: ReturnType<Page['locator']>) => Promise<void>,
) {
  await page.getByRole('button', { name: 'Nuova domanda' }).press('Enter')
  const card = page.getByRole('region', { name: 'Nuova domanda' })
  await card.getByLabel('Che risposta vuole').selectOption(kind)
  await card.getByLabel('Domanda', { exact: true }).fill(label)
  await more?.(card)
  await card.getByLabel('Domanda', { exact: true }).press('Control+Enter')
  await card.waitFor({ state: 'detached' })
  await sees(page, label)
}

test('by keyboard a desk begins its own questions, puts one before another, changes words and sees what they were', async () => {
  const page = await stage.member('coordinatore.milano', '/domande')
  await page.getByRole('button', { name: 'Nuova domanda' }).press('Enter')
  const card = page.getByRole('region', { name: 'Nuova domanda' })
  await card.getByLabel('Domanda', { exact: true }).press('Control+Enter')
  // Nothing was written: it is said, and what was typed stays.
  await card.getByRole('alert').filter({ hasText: 'Domanda' }).waitFor()
  await card.getByLabel('Domanda', { exact: true }).fill('Come ha saputo dello sportello?')
  await card.getByLabel('Che risposta vuole').selectOption('one')
  for (const [no, label] of ['Da un amico', 'Da un manifesto'].entries()) {
    await card.getByRole('button', { name: 'Aggiungi una voce' }).press('Enter')
    await card.getByLabel(`Voce ${no + 1}`, { exact: true }).fill(label)
  }
  await card.getByLabel('Altre lingue').selectOption('en')
  await card.getByRole('group', { name: 'Inglese' }).getByLabel('Domanda').fill('How did you hear of us?')
  await card.getByLabel('Voce 1, inglese').fill('From a friend')
  await looksRight(page, 'a new question')
  // The page is left before it is saved: all of it stands there again.
  await card.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await expect.poll(() => card.getByLabel('Voce 2', { exact: true }).inputValue()).toBe('Da un manifesto')
  await card.getByLabel('Voce 2', { exact: true }).press('Control+Enter')
  await card.waitFor({ state: 'detached' })
  await begin(page, 'Quante ore lavora al giorno?', 'number', async (form) => {
    await form.getByLabel('Massimo').fill('24')
    await form.getByLabel('Che cosa conta').fill('ore')
  })
  await begin(page, 'Che cosa teme di più?', 'long', (form) =>
    form.getByLabel('La risposta può dire qualcosa').press('Space'),
  )

  const list = page.getByRole('region', { name: 'Nel caso' }).getByRole('list').first()
  const hours = list.getByRole('listitem').filter({ hasText: 'Quante ore' })
  await hours.getByRole('button', { name: 'Sposta su' }).press('Enter')
  await says(page, 'Spostata: adesso è la numero 1')
  // At the top the button is gone: the keyboard goes on with the other one.
  await expect.poll(() => hasFocus(hours.getByRole('button', { name: 'Sposta giù' }))).toBe(true)
  await hours.getByRole('button', { name: 'Modifica' }).press('Enter')
  const form = list.locator('form')
  await form.getByLabel('Domanda', { exact: true }).fill('Quante ore al giorno lavora?')
  await form.getByLabel('Domanda', { exact: true }).press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await sees(list, 'Una versione di prima')
  await looksRight(page, 'the questions of a desk')
  await english(page).click()
  await page.getByRole('heading', { level: 1, name: 'Questions of the desk' }).waitFor()
  await sees(page, 'How did you hear of us?')
  await looksRight(page, 'the questions of a desk in English')
  expect((await byKey('quante_ore_lavora_al_giorno'))?.versions).toHaveLength(2)
  await page.getByRole('button', { name: 'Italiano' }).click()
  await page.getByRole('heading', { level: 1, name: 'Domande dello sportello' }).waitFor()
})

test('in a case all questions stand in one form, in their order; what is skipped is not asked', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  const card = page.getByRole('region', { name: 'Domande dello sportello' })
  await card.getByRole('link', { name: 'Compila le domande' }).press('Enter')
  await page.getByRole('button', { name: 'Compila' }).press('Enter')
  const hours = page.getByRole('group', { name: 'Quante ore al giorno lavora?' })
  await hours.getByLabel('Risposta (ore)').fill('25')
  await hours.getByLabel('Risposta (ore)').press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'è sopra il massimo' }).waitFor()
  await hours.getByLabel('Risposta (ore)').fill('11,5')
  await page.getByRole('group', { name: 'Come ha saputo' }).getByLabel('Non lo sa').press('Space')
  const fear = page.getByRole('group', { name: 'Che cosa teme' })
  await sees(fear, 'La risposta può toccare salute')
  await fear.getByLabel('Risposta').fill('Di perdere il lavoro')
  await fear.getByLabel('Oppure').selectOption('declined')
  await expect.poll(() => fear.getByLabel('Risposta').inputValue()).toBe('')
  await looksRight(page, 'the answers of a case, being written')
  await page.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: 'Compila' }).press('Enter')
  await expect.poll(() => hours.getByLabel('Risposta (ore)').inputValue()).toBe('11,5')
  await hours.getByLabel('Risposta (ore)').press('Control+Enter')
  await sees(page, '11,5 ore')
  await looksRight(page, 'the answers of a case')
  await visit(page, `/pua-milano/casi/${kase}`)
  await sees(card, '11,5 ore')
  await sees(card, 'Preferisce non dirlo')
  await card.getByRole('link', { name: '3 risposte' }).waitFor()
  const { answers } = await sheet(`cases/${kase}`)
  expect(answers.map(({ history }) => history[0]?.state).sort()).toEqual(['answered', 'declined', 'unknown'])
})

test('of two who answer at once each keeps what only one of them wrote', async () => {
  const page = await stage.member('tutor2.milano', `/casi/${kase}/domande`)
  await page.getByRole('button', { name: 'Compila' }).press('Enter')
  const hours = page.getByRole('group', { name: 'Quante ore al giorno lavora?' })
  await expect.poll(() => hours.getByLabel('Risposta (ore)').inputValue()).toBe('11,5')
  const fear = (await byKey('che_cosa_teme_di_piu'))?.id
  const { no } = await sheet(`cases/${kase}`)
  const other = { question: fear, version: 1, state: 'answered', value: 'Di restare senza casa' }
  expect((await worker('PUT', `/desks/pua-milano/cases/${kase}/answers`, { no, answers: [other] })).status).toBe(200)
  await hours.getByLabel('Risposta (ore)').fill('12')
  await hours.getByLabel('Risposta (ore)').press('Control+Enter')
  const panel = page.getByRole('dialog', { name: 'Un’altra persona ha cambiato questa scheda' })
  await sees(panel, 'Già aggiornati dall’altra persona: Che cosa teme di più?')
  await panel.getByRole('button', { name: 'Salva' }).press('Enter')
  await sees(page, '12 ore')
  await sees(page, 'Di restare senza casa')
})

test('on a phone a question of a person is answered on the page of the person', async () => {
  const boss = await stage.elsewhere('coordinatore.milano')
  const id = '019b0000-0000-7000-8000-00000000d0d0'
  const question = {
    no: 0,
    key: 'parla_italiano',
    kind: 'yes-no',
    place: 'person',
    wordings: [{ language: 'it', label: 'Parla italiano?' }],
  }
  expect((await boss('PUT', `/desks/pua-milano/questions/${id}`, question)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/persone/${person}`, { phone: true })
  const card = page.getByRole('region', { name: 'Domande dello sportello' })
  await card.getByRole('link', { name: 'Compila le domande' }).tap()
  await page.getByRole('button', { name: 'Compila' }).tap()
  await page.getByRole('group', { name: 'Parla italiano?' }).getByLabel('No', { exact: true }).tap()
  expect(page.viewportSize()).toEqual(phone)
  await looksRight(page, 'the answers of a person on a phone')
  await page.getByRole('button', { name: 'Salva' }).tap()
  await page.getByRole('button', { name: 'Salva' }).waitFor({ state: 'detached' })
  await sees(page, /^No$/)
  expect((await sheet(`persons/${person}`)).answers).toHaveLength(1)
})

test('of two who change a question at once none undoes what the other wrote', async () => {
  const page = await stage.member('coordinatore.milano', '/domande')
  const line = page.getByRole('listitem').filter({ hasText: 'Come ha saputo' })
  await line.getByRole('button', { name: 'Modifica' }).press('Enter')
  const form = page.locator('.question-open form')
  await form.getByLabel('Spiegazione per chi chiede').first().fill('Chiedere alla fine')
  const manager = await stage.elsewhere('rete.milano')
  const { id, key, kind, place, versions } = (await byKey('come_ha_saputo_dello_sportello')) as never as Whole
  const { no, by: _, at: __, ...text } = versions[0] as Version
  const wordings = text.wordings.map((each) => ({ ...each, label: each.label.replace('Come', 'In che modo') }))
  const body = { no, key, kind, place, ...text, wordings }
  expect((await manager('PUT', `/desks/pua-milano/questions/${id}`, body)).status).toBe(200)
  await form.getByLabel('Spiegazione per chi chiede').first().press('Control+Enter')
  const panel = page.getByRole('dialog', { name: 'Un’altra persona ha cambiato questa scheda' })
  await sees(panel, 'Già aggiornati dall’altra persona: Domanda.')
  await panel.getByRole('button', { name: 'Salva' }).press('Enter')
  await form.waitFor({ state: 'detached' })
  await sees(page, 'In che modo ha saputo dello sportello?')
  await sees(page, 'Chiedere alla fine')
  // In the case the answer is read beside the words of then.
  await visit(page, `/pua-milano/casi/${kase}/domande`)
  await sees(page, 'La domanda allora: Come ha saputo dello sportello?')
})

test('what was typed in a case that is closed meanwhile can be read and copied', async () => {
  const other = await newCase(worker, await newPerson(worker, { givenName: 'Fatima', familyName: family }))
  const page = await stage.member('tutor.milano', `/casi/${other}/domande`)
  await page.getByRole('button', { name: 'Compila' }).press('Enter')
  await page.getByRole('group', { name: 'Quante ore' }).getByLabel('Risposta (ore)').fill('17')
  await page.locator('[data-draft=saved]').waitFor()
  const closing = { outcome: 'other', closedOn: today(new Date().toISOString()), version: 1 }
  expect((await worker('POST', `/desks/pua-milano/cases/${other}/close`, closing)).status).toBe(200)
  await page.reload()
  await sees(page, 'Il caso è chiuso')
  await page.getByText('17', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Compila' }).count()).toBe(0)
})

test('who is still writing while a question is retired is told so, and saves the rest', async () => {
  const boss = await stage.elsewhere('coordinatore.milano')
  const id = '019b0000-0000-7000-8000-00000000d0d1'
  const wordings = [{ language: 'it', label: 'Chi la accompagna?' }]
  const question = { no: 0, key: 'chi_accompagna', kind: 'short', place: 'case', wordings }
  expect((await boss('PUT', `/desks/pua-milano/questions/${id}`, question)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${kase}/domande`, { expects: ['refused-file'] })
  await page.getByRole('button', { name: 'Compila' }).press('Enter')
  await page.getByRole('group', { name: 'Chi la accompagna?' }).getByLabel('Risposta').fill('Una vicina')
  const hours = page.getByRole('group', { name: 'Quante ore' }).getByLabel('Risposta (ore)')
  await hours.fill('13')
  expect((await boss('POST', `/desks/pua-milano/questions/${id}/retirement`)).status).toBe(200)
  await hours.press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'una domanda è stata ritirata intanto' }).waitFor()
  await page.getByRole('group', { name: 'Chi la accompagna?' }).waitFor({ state: 'detached' })
  // What was typed to it can be read and copied; it is not saved.
  await sees(page, 'A una domanda che non si fa più')
  await page.getByText('Una vicina', { exact: true }).waitFor()
  await looksRight(page, 'words to a question that was retired')
  await hours.press('Control+Enter')
  await sees(page, '13 ore')
})

test('a question is retired: it is asked no more, and what was answered stays', async () => {
  const page = await stage.member('coordinatore.milano', '/domande')
  const line = page.getByRole('listitem').filter({ hasText: 'Che cosa teme' })
  await line.getByRole('button', { name: 'Ritira' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Ritirare la domanda?' })
  await looksRight(page, 'retiring a question')
  await dialog.getByRole('button', { name: 'Ritira' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await sees(page.getByRole('region', { name: 'Domande ritirate' }), 'Che cosa teme di più?')
  const other = await stage.member('tutor.milano', `/casi/${kase}/domande`)
  await sees(other, 'Di restare senza casa')
  await other.getByRole('button', { name: 'Compila' }).press('Enter')
  await other.getByRole('group', { name: 'Quante ore' }).waitFor()
  expect(await other.getByRole('group', { name: 'Che cosa teme' }).count()).toBe(0)
})

test('the set goes out as one file and comes in once at another desk, after it was shown', async () => {
  const page = await stage.member('rete.milano', '/domande')
  const link = page.getByRole('link', { name: 'Scarica le domande' })
  await link.focus()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toBe('domande-pua-milano.json')
  const file = await readFile(await download.path())
  expect(file.includes('Di restare senza casa')).toBe(false)
  const choose = (buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name: 'domande.json', mimeType: 'application/json', buffer })
  await choose(Buffer.from(file.toString().replace('"number"', '"perhaps"')))
  await page.getByRole('alert').filter({ hasText: 'campo kind: è un valore che Varco non conosce' }).waitFor()
  await atTop(page)
  await looksRight(page, 'a file of questions that is wrong')
  await choose(file)
  await sees(page, 'Non c’è nulla da portare')
  await visit(page, '/derive-e-approdi/domande')
  await choose(file)
  await sees(page, 'Lo sportello non ha altre domande.')
  await atTop(page)
  await looksRight(page, 'what a file of questions would do')
  await page.getByRole('button', { name: 'Porta 3 domande' }).press('Enter')
  await says(page, 'Le domande del file adesso sono dello sportello.')
  const list = page.getByRole('region', { name: 'Nel caso' })
  expect(await list.getByRole('listitem').allInnerTexts()).toMatchObject(
    [/Quante ore al giorno/, /In che modo ha saputo/].map((each) => expect.stringMatching(each)),
  )
  await choose(file)
  await sees(page, 'Non c’è nulla da portare')
})
