import { beforeAll, expect, test } from 'vitest'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { looksRight, openStage, phone, sees } from './stage.ts'

const family = 'Modelloqqdia'
const stage = openStage([family, 'Awa'])
let caller: Caller
let kase = ''

type Told = { goals: { history: { text: string; area: string }[] }[]; steps: { history: { due: string | null }[] }[] }
const told = () => ask<Told>(caller, `/desks/pua-milano/cases/${kase}/pathway`)

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  kase = await newCase(caller, await newPerson(caller, { givenName: 'Awa', familyName: family }))
})

test('a coordinator writes the template of the desk; a line half said is told, what is typed is not lost', async () => {
  const page = await stage.member('coordinatore.milano', '/modelli')
  const card = page.getByRole('region', { name: 'Appena arrivato o arrivata' })
  await card.getByRole('button', { name: 'Cambia il modello' }).press('Enter')
  const goal = card.getByRole('group', { name: 'Obiettivo 1' })
  await goal.getByLabel('Che cosa si vuole raggiungere').fill('Primi documenti, con lo sportello')
  await goal.getByLabel('Entro giorni').first().fill('presto')
  await card.locator('[data-draft=saved]').waitFor()
  // From its top: what the header covers half is no button that is too small.
  await page.evaluate(() => scrollTo(0, 0))
  await looksRight(page, 'the form of a template')
  await goal.getByLabel('Entro giorni').first().press('Control+Enter')
  await card.getByRole('alert').filter({ hasText: 'numero di giorni' }).waitFor()
  await page.reload()
  await card.getByRole('button', { name: 'Cambia il modello' }).press('Enter')
  await expect
    .poll(() => goal.getByLabel('Che cosa si vuole raggiungere').inputValue())
    .toBe('Primi documenti, con lo sportello')
  await goal.getByLabel('Entro giorni').first().fill('3')
  await goal.getByLabel('Entro giorni').first().press('Control+Enter')
  await goal.waitFor({ state: 'detached' })
  await sees(card, 'Dello sportello')
  await sees(card, 'Primi documenti, con lo sportello')
  await page.evaluate(() => scrollTo(0, 0))
  await looksRight(page, 'templates of a desk')
})

test('of a template goes into the case what was ticked, on a phone too, and nothing is ticked before', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}/percorso`, { viewport: phone })
  await page.getByRole('button', { name: 'Comincia da un modello' }).click()
  const dialog = page.getByRole('dialog', { name: 'Comincia da un modello' })
  await dialog.getByLabel('Profilo').selectOption('newly-arrived')
  await sees(dialog, 'Primi documenti, con lo sportello')
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(0)
  expect(await dialog.getByRole('button', { name: 'Aggiungi' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Primi documenti, con lo sportello').check()
  await dialog.getByLabel('Chiedere il codice fiscale').uncheck()
  await looksRight(page, 'what was agreed out of a template, on a phone')
  await dialog.getByRole('button', { name: 'Aggiungi un obiettivo' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Documenti' }).getByText('Primi documenti, con lo sportello').first().waitFor()
  const { goals, steps } = await told()
  expect(goals.map(({ history: [goal] }) => goal)).toMatchObject([
    { area: 'documents', text: 'Primi documenti, con lo sportello' },
  ])
  expect(steps.map(({ history: [step] }) => step?.due !== null)).toEqual([true, true])
})

test('an earlier version is put back, and so is the product’s', async () => {
  const page = await stage.member('coordinatore.milano', '/modelli')
  const card = page.getByRole('region', { name: 'Appena arrivato o arrivata' })
  await card.getByRole('button', { name: 'Torna al modello di Varco' }).click()
  await sees(card, 'Di Varco')
  await card.getByText('2 versioni').click()
  await card.getByRole('button', { name: 'Rimetti questa' }).click()
  await sees(card, 'Dello sportello')
  await card.getByRole('button', { name: 'Torna al modello di Varco' }).click()
  await sees(card, '4 versioni')
})
