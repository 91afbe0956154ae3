import { beforeAll, expect, test } from 'vitest'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, phone, sees, settled } from './stage.ts'

const family = 'Sicuroqqtal'
const sister = 'Sorellaqqtal'
const stage = openStage([family, 'Amina', sister])
let caller: Caller
let person = ''
let other = ''
let kase = ''

type Ties = {
  safeContact: { callName: string; never: string[]; when?: string }[]
  relatives: { id: string; other: { id: string } | null; history: { relation: string; withdrawn: boolean }[] }[]
}
const ties = (of: string) => ask<Ties>(caller, `/desks/pua-milano/persons/${of}/ties`)

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  person = await newPerson(caller, { givenName: 'Amina', familyName: family, phones: ['351 000 9911'] })
  other = await newPerson(caller, { givenName: 'Amina', familyName: sister })
  kase = await newCase(caller, person)
})

test('by keyboard it is written how somebody is reached, and whoever opens the case reads it beside the phone', async () => {
  const page = await stage.member('tutor.milano', `/persone/${person}?apri=contatto`)
  const form = page.getByRole('dialog', { name: 'Contatto sicuro' })
  await form.getByRole('heading', { name: 'Contatto sicuro' }).waitFor()
  await expect.poll(() => hasFocus(form.getByLabel('Con quale nome chiamare'))).toBe(true)
  await page.keyboard.type('Anna')
  const ways = form.getByRole('group', { name: 'Modi sicuri' })
  const never = form.getByRole('group', { name: 'Mai così' })
  await ways.getByLabel('Messaggio in chat').press('Space')
  await ways.getByLabel('Telefonata').press('Space')
  // What is chosen last holds: no way is safe and forbidden.
  await never.getByLabel('Telefonata').press('Space')
  await expect.poll(() => ways.getByLabel('Telefonata').isChecked()).toBe(false)
  await form.getByLabel('Quando').fill('dopo le 20')
  await looksRight(page, 'the form of the safe contact')
  // The page is left before it is saved: all of it stands there again.
  await form.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await form.getByRole('heading', { name: 'Contatto sicuro' }).waitFor()
  await expect.poll(() => form.getByLabel('Con quale nome chiamare').inputValue()).toBe('Anna')
  await expect.poll(() => never.getByLabel('Telefonata').isChecked()).toBe(true)
  await form.getByLabel('Quando').press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  const card = page.getByRole('region', { name: 'Contatto sicuro' })
  await sees(card, 'Messaggio in chat')
  await looksRight(page, 'a person with a safe contact')
  expect((await ties(person)).safeContact).toMatchObject([{ callName: 'Anna', never: ['call'] }])

  await page.goto(`/pua-milano/casi/${kase}`)
  await page.getByRole('heading', { level: 1, name: `Amina ${family}` }).waitFor()
  await settled(page)
  await sees(page, 'Mai: telefonata')
  await sees(page, 'Chiedere di Anna')
  await sees(page, 'non telefonare')
  await expect.poll(() => page.getByRole('link', { name: '351 000 9911' }).count()).toBe(0)
  await looksRight(page, 'a case with a safe contact')
})

test('of two who write how somebody is reached none undoes what the other wrote', async () => {
  const put = async (body: object) => {
    const path = `/desks/pua-milano/persons/${other}/safe-contact`
    expect((await caller('PUT', path, body)).status).toBe(200)
  }
  await put({ no: 0, when: 'dopo le 20', ways: ['call'] })
  const page = await stage.member('tutor2.milano', `/persone/${other}?apri=contatto`)
  const form = page.getByRole('dialog', { name: 'Contatto sicuro' })
  await expect.poll(() => form.getByLabel('Quando').inputValue()).toBe('dopo le 20')
  await put({ no: 1, when: 'mai di sera', ways: ['call'] })
  await form.getByLabel('Con quale nome chiamare').fill('Moussa')
  await form.getByLabel('Con quale nome chiamare').press('Control+Enter')
  const panel = page.getByRole('dialog', { name: 'Un’altra persona ha cambiato questa scheda' })
  await sees(panel, 'Già aggiornati dall’altra persona: Quando.')
  await panel.getByRole('button', { name: 'Salva' }).press('Enter')
  await form.waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await ties(other)).safeContact[0])
    .toMatchObject({ callName: 'Moussa', when: 'mai di sera' })
})

test('a relative whom the desk knows is found, tied, read on both pages, and taken back on the other one', async () => {
  const page = await stage.member('tutor.milano', `/persone/${person}`)
  await page.getByRole('heading', { level: 1, name: `Amina ${family}` }).waitFor()
  await page.getByRole('button', { name: 'Nuovo familiare' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Nuovo familiare' })
  await form.getByLabel('Che cos’è per la persona').selectOption('parent')
  await form.getByLabel('Che cos’è per la persona').press('Control+Enter')
  // Nobody is chosen: it is said, and what was typed stays.
  await form.getByRole('alert').filter({ hasText: 'Scegli la persona' }).waitFor()
  await form.getByLabel('Cerca una persona').fill(sister)
  await form.getByRole('listitem').filter({ hasText: sister }).getByRole('button').first().press('Enter')
  await looksRight(page, 'the form of a relative')
  await form.getByLabel('Insieme').press('Space')
  await form.getByLabel('Insieme').press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  const card = page.getByRole('region', { name: 'Famiglia' })
  await sees(card, `Madre o padre Amina ${sister}`)
  await card.getByRole('link', { name: 'Scheda' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: `Amina ${sister}` }).waitFor()
  const hers = page.getByRole('region', { name: 'Famiglia' })
  await hers.getByRole('link', { name: `Figlia o figlio Amina ${family}` }).press('Enter')
  const again = page.getByRole('dialog', { name: 'Familiare' })
  await again.getByRole('button', { name: 'Togli' }).press('Enter')
  await again.waitFor({ state: 'detached' })
  await sees(hers, 'Scritto per errore')
  await expect
    .poll(async () => (await ties(person)).relatives[0]?.history.map((one) => one.withdrawn))
    .toEqual([true, false])
  expect((await ties(other)).relatives[0]?.history[0]?.relation).toBe('child')
})

test('of a minor it is said that she is one, with whom she is here, and what is different, on a phone', async () => {
  const year = new Date().getFullYear() - 16
  const minor = await newPerson(caller, { givenName: 'Amina', familyName: family, birthDate: `${year}-01-01` })
  const page = await stage.member('tutor.milano', `/persone/${minor}?apri=minore`, { viewport: phone })
  const form = page.getByRole('dialog', { name: 'Minore età' })
  await form.getByLabel('Senza adulti').check()
  await form.getByRole('button', { name: 'Salva' }).click()
  await form.waitFor({ state: 'detached' })
  await sees(page, 'Minorenne, 16 anni')
  const card = page.getByRole('region', { name: 'Minore età' })
  await sees(card, 'non c’è un adulto responsabile per legge')
  await card.getByText('Che cosa cambia per chi è minorenne').click()
  await sees(card, 'art. 2 L. 47/2017')
  await looksRight(page, 'a minor on a phone')
})
