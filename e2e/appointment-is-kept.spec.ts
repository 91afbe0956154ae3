import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { addDays, type CivilDate, formatDate, today, weekdayOf } from '#model/calendar.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import {
  expectAccessible,
  hasFocus,
  looksRight,
  openStage,
  overflow,
  says,
  sees,
  settled,
  tabTo,
  visit,
} from './stage.ts'

const family = 'Agendaqqdieng'
const stage = openStage([family, 'Moussa', 'Qqmaglione'])
let caller: Caller
let me = ''
const here = today(new Date().toISOString())
const typed = (day: CivilDate) => day.split('-').reverse().join('/')
/** A Wednesday some weeks ahead, where nobody has anything. */
const quiet = addDays(here, 28 + ((10 - weekdayOf(here)) % 7))
const newOne = async () => newCase(caller, await newPerson(caller, { givenName: 'Moussa', familyName: family }))

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  me = (await ask<{ accountId: string }>(caller, '/session')).accountId
})

test('by keyboard alone an appointment is planned from the case, told to collide, moved, had back and kept', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  const press = async (name: string) => {
    await tabTo(page, page.getByRole('button', { name, exact: true }))
    await page.keyboard.press('Enter')
  }
  const card = page.getByRole('region', { name: 'Appuntamenti', exact: true })
  await tabTo(page, card.getByRole('link', { name: 'Fissa un appuntamento' }), 80)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Nuovo appuntamento' }).waitFor()
  await sees(page, family)
  await settled(page)
  // What is missing is told at its field, and the focus is there.
  await tabTo(page, page.locator('#kind'))
  await page.keyboard.press('Control+Enter')
  await sees(page, 'Giorno: Da compilare.')
  // In the order in which they stand on the page.
  const told = page.getByRole('alert').getByRole('listitem')
  expect((await told.allInnerTexts()).map((text) => text.split(':')[0])).toEqual(['Che cosa', 'Giorno', 'Ora'])
  await tabTo(page, page.locator('#kind'))
  await page.keyboard.type('Coll')
  await tabTo(page, page.locator('#day'))
  await page.keyboard.type(typed(quiet))
  await tabTo(page, page.locator('#time'))
  await page.keyboard.type('9')
  await tabTo(page, page.locator('#text'))
  await page.keyboard.type('Portare le buste paga')
  await expectAccessible(page, 'a new appointment')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Appuntamento fissato')
  await page.getByRole('heading', { level: 1, name: family }).waitFor()
  await sees(card, '09:00–10:00')

  // A second one at the same hour is told before it is saved, and not forbidden.
  await tabTo(page, card.getByRole('link', { name: 'Fissa un appuntamento' }), 80)
  await page.keyboard.press('Enter')
  await settled(page)
  await tabTo(page, page.locator('#kind'))
  await page.keyboard.type('Cons')
  await tabTo(page, page.locator('#day'))
  await page.keyboard.type(typed(quiet))
  await tabTo(page, page.locator('#time'))
  await page.keyboard.type('9:30')
  await sees(page, 'Alla stessa ora c’è altro')
  await sees(page, 'La stessa persona ha già: 09:00–10:00')
  await looksRight(page, 'a new appointment that collides')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Appuntamento fissato')

  // The calendar marks both; arrows go from week to week, and n begins a new one.
  await visit(page, `/pua-milano/agenda?giorno=${quiet}&vista=settimana`)
  await expect.poll(() => page.getByText('09:30–10:30').count()).toBe(1)
  await expect.poll(() => page.getByRole('img', { name: 'Si sovrappone' }).count()).toBe(2)
  await looksRight(page, 'the calendar')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.url()).toContain(`giorno=${addDays(quiet, 7)}`)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.url()).toContain(`giorno=${quiet}`)
  const block = page.getByRole('link', { name: '09:30–10:30' })
  await tabTo(page, block, 80)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Appuntamento', exact: true }).waitFor()
  await settled(page)
  await sees(page, 'Alla stessa ora c’è altro')
  await looksRight(page, 'an appointment')

  // Moved, then had back by the message.
  await press('Sposta o correggi')
  await tabTo(page, page.locator('#time'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('11')
  await tabTo(page, page.locator('#why'))
  await page.keyboard.type('Ha un turno')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Appuntamento spostato')
  await sees(page, 'Ha un turno')
  await sees(page, `Spostato o corretto: ${formatDate(quiet, 'it')} alle 11:00`)
  await page.getByRole('status').getByRole('button', { name: 'Annulla' }).press('Enter')
  await sees(page, `Spostato o corretto: ${formatDate(quiet, 'it')} alle 09:30`)

  // The person cancels, with a reason; the history keeps all of it.
  await press('Segna: annullato dalla persona')
  const dialog = page.getByRole('dialog', { name: 'Segna: annullato dalla persona' })
  await expect.poll(() => hasFocus(dialog.getByLabel('Motivo'))).toBe(true)
  await page.keyboard.type('Ha trovato un passaggio')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Annullato dalla persona')
  await sees(page, 'Ha trovato un passaggio')
  expect(await page.getByRole('region', { name: 'Che cosa è successo' }).getByRole('listitem').count()).toBe(4)
})

test('that somebody did not come is said, taken back, and counted on the case', async () => {
  const kase = await newOne()
  const [id, other] = [v7(), v7()]
  const facts = { day: here, time: '00:10', minutes: 15, kind: 'call', case: kase, colleagues: [me] }
  for (const each of [id, other])
    expect((await caller('POST', '/desks/pua-milano/calendar', { id: each, ...facts })).status).toBe(200)
  const page = await stage.member('tutor.milano', `/agenda/${id}`)
  await page.getByRole('button', { name: 'La persona non è venuta' }).press('Enter')
  await sees(page, 'Non è venuta')
  await page.getByRole('button', { name: 'Togli l’esito' }).press('Enter')
  await sees(page, 'Previsto')
  await page.getByRole('button', { name: 'La persona non è venuta' }).press('Enter')
  await sees(page, 'Non è venuta')
  await visit(page, `/pua-milano/casi/${kase}`)
  await sees(page, 'Una volta la persona non è venuta.')
  await visit(page, '/pua-milano')
  await sees(page, 'I miei appuntamenti, oggi e domani')
})

test('with a mouse one is dragged to another hour, and had back by the message', async () => {
  const id = v7()
  const facts = { day: addDays(quiet, 7), time: '09:00', minutes: 60, kind: 'team', colleagues: [me] }
  await caller('POST', '/desks/pua-milano/calendar', { id, ...facts })
  const page = await stage.member('tutor.milano', `/agenda?giorno=${facts.day}&vista=giorno`)
  const block = page.getByRole('link', { name: '09:00–10:00' })
  const box = await block.boundingBox()
  if (!box) throw new Error('nothing to drag')
  await page.mouse.move(box.x + 40, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 40, box.y + 60, { steps: 5 })
  await page.mouse.move(box.x + 40, box.y + 10 + 2 * 52, { steps: 5 })
  await page.mouse.up()
  await says(page, 'Spostato')
  await page.getByRole('link', { name: '11:00–12:00' }).waitFor()
  expect(page.url()).toContain('/agenda?')
  await page.getByRole('status').getByRole('button', { name: 'Annulla' }).click()
  await block.waitFor()
})

test('on a phone the day is a list, in both languages, and nothing is wider than the screen', async () => {
  const kase = await newOne()
  const facts = { day: addDays(quiet, 14), time: '09:00', minutes: 60, kind: 'interview', case: kase, colleagues: [me] }
  await caller('POST', '/desks/pua-milano/calendar', { id: v7(), ...facts })
  const page = await stage.member('tutor.milano', `/agenda?giorno=${facts.day}`, { phone: true })
  await sees(page, family)
  expect(await page.locator('.agenda-grid').count()).toBe(0)
  for (const path of [`agenda?giorno=${facts.day}`, 'agenda/nuovo', 'agenda/coda', 'agenda/mia', 'agenda/stanze']) {
    await visit(page, `/pua-milano/${path}`)
    expect(await overflow(page), path).toBe(0)
    await expectAccessible(page, `${path} on a phone`)
  }
})

test('who comes without an appointment waits, is received by one of two colleagues, and the other is told', async () => {
  const page = await stage.member('tutor.milano', '/agenda/coda')
  const form = page.getByRole('form', { name: 'È arrivato qualcuno' })
  await page.keyboard.press('n')
  await expect.poll(() => hasFocus(form.getByLabel('Come chiamare la persona'))).toBe(true)
  await page.keyboard.type('Qqmaglione rosso')
  await page.keyboard.press('Control+Enter')
  const waiting = page.getByRole('region', { name: 'In attesa' })
  await sees(waiting, 'Qqmaglione rosso')
  await looksRight(page, 'the queue of today')
  // A colleague receives the same person from elsewhere, before this page knows.
  const other = await stage.elsewhere('legale.milano')
  const { rows } = await ask<{ rows: { id: string; name: string; version: number }[] }>(
    other,
    '/desks/pua-milano/walk-ins',
  )
  const mine = rows.find(({ name }) => name === 'Qqmaglione rosso')
  const taken = await other('POST', `/desks/pua-milano/walk-ins/${mine?.id}/steps`, {
    version: mine?.version,
    act: 'take',
  })
  expect(taken.status).toBe(200)
  await page.getByRole('button', { name: 'Ricevi: Qqmaglione rosso' }).press('Enter')
  await says(page, 'Qualcun altro è stato più veloce')
  await sees(page.getByRole('region', { name: 'Con una collega o un collega' }), 'Qqmaglione rosso')
})

test('an address for a phone is shown once, opens the calendar without names, and dies when it is switched off', async () => {
  const kase = await newOne()
  const facts = { day: quiet, time: '16:00', minutes: 30, kind: 'legal', case: kase, colleagues: [me] }
  await caller('POST', '/desks/pua-milano/calendar', { id: v7(), ...facts, text: 'Qqmaglione' })
  const page = await stage.member('tutor.milano', '/agenda/mia')
  await page.getByRole('button', { name: 'Crea l’indirizzo' }).press('Enter')
  const field = page.getByLabel('Indirizzo', { exact: true })
  await field.waitFor()
  await looksRight(page, 'the own calendar with a new address')
  const address = await field.inputValue()
  const file = await fetch(address)
  const text = await file.text()
  // What it is for is said of meetings of the desk alone.
  expect(text).toContain('SUMMARY:Appuntamento\r\n')
  expect(text).not.toContain('Consulenza')
  expect(text).not.toMatch(new RegExp(`${family}|Moussa|Qqmaglione|${kase}`))
  await visit(page, '/pua-milano/agenda/mia')
  expect(await field.count()).toBe(0)
  await page.getByRole('button', { name: 'Spegni' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Spegni' }).press('Enter')
  await says(page, 'Spento')
  expect((await fetch(address)).status).toBe(404)
})

test('rooms are kept by who coordinates, chosen where they are free, and taken out of use', async () => {
  const page = await stage.member('coordinatore.milano', '/agenda/stanze')
  await page.getByRole('button', { name: 'Aggiungi stanza' }).press('Enter')
  await page.getByRole('dialog').getByLabel('Nome').fill('Saletta')
  await page.keyboard.press('Enter')
  await sees(page, 'Saletta')
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Chi media' })
  await dialog.getByLabel('Nome').fill('Qqmaglione Inventata')
  await dialog.getByRole('combobox', { name: 'Lingue' }).fill('wolof')
  await dialog.getByRole('combobox', { name: 'Lingue' }).press('Enter')
  await dialog.getByRole('button', { name: 'Salva' }).press('Enter')
  await sees(page, 'Wolof')
  await looksRight(page, 'rooms and who mediates')
  await page.getByRole('button', { name: 'Metti fuori uso Saletta' }).press('Enter')
  await sees(page, 'Fuori uso')
  const worker = await stage.member('tutor.milano', '/agenda/nuovo')
  await worker.locator('#room').waitFor()
  expect(await worker.locator('#room option').allTextContents()).not.toContain('Saletta')
})
