import { readFile } from 'node:fs/promises'
import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Percorsoqqamara'
const stage = openStage([family, 'Mariama'])
let caller: Caller
let kase = ''
const day = (days: number) => addDays(today(new Date().toISOString()), days)

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  kase = await newCase(caller, await newPerson(caller, { givenName: 'Mariama', familyName: family }))
})

test('by keyboard alone a goal is written, steps are added and ticked, and what is late is said in words', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('link', { name: 'Apri il percorso' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Percorso' }).waitFor()
  await settled(page)
  await sees(page, 'Nessun obiettivo ancora')
  await looksRight(page, 'a pathway with nothing')

  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog', { name: 'Nuovo obiettivo' })
  await expect.poll(() => hasFocus(dialog.getByLabel('Area', { exact: true }))).toBe(true)
  await page.keyboard.type('Ital')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Parlare con il medico da sola')
  await looksRight(page, 'the form of a goal')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  const area = page.getByRole('region', { name: 'Italiano' })
  await sees(area, 'Parlare con il medico da sola')

  // p, what, Enter: mine, without a day; then one that is late, of the person.
  await page.keyboard.press('p')
  await page.keyboard.type('Telefonare al CPIA')
  await page.keyboard.press('Enter')
  const step = (name: string) => area.getByRole('listitem').filter({ hasText: name })
  await sees(step('Telefonare al CPIA'), 'Lo fa: Giulia Ferri')
  await page.keyboard.type('Iscriversi al corso')
  for (const _ of ['goal', 'owner', 'day']) await page.keyboard.press('Tab')
  await page.keyboard.type(day(-3))
  await page.keyboard.press('Enter')
  await sees(step('Iscriversi al corso'), 'Scaduto: era entro il')
  await sees(page.locator('.strip'), '2 (uno scaduto)')
  await looksRight(page, 'a pathway with steps')

  // To the first step, and it is done; once more, and it is not.
  await page.locator('h1').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await says(page, 'Passo fatto')
  await sees(step('Iscriversi al corso'), 'Fatto il')
  await page
    .locator('.toast')
    .filter({ hasText: 'Passo fatto' })
    .getByRole('button', { name: 'Annulla' })
    .press('Enter')
  await sees(step('Iscriversi al corso'), 'Scaduto: era entro il')

  await visit(page, '/pua-milano')
  const due = page.getByRole('region', { name: 'Da fare nei percorsi' })
  await sees(due.getByRole('listitem').filter({ hasText: family }), 'Iscriversi al corso')
  await looksRight(page, 'steps that are due')
  await due.getByRole('link', { name: 'Iscriversi al corso' }).click()
  await sees(page.getByRole('region', { name: 'Che cosa è cambiato' }), 'Passo fatto')
})

test('a goal is left with its reason, a review says when the next one is, and what was typed waits', async () => {
  const goal = v7()
  const at = `/desks/pua-milano/cases/${kase}/pathway`
  const written = { no: 0, area: 'work', text: 'Un contratto scritto', agreedOn: day(-20) }
  expect((await caller('PUT', `${at}/goals/${goal}`, written)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${kase}/percorso`)
  await page.getByRole('link', { name: 'Un contratto scritto' }).click()
  const dialog = page.getByRole('dialog', { name: 'Obiettivo' })
  await dialog.getByRole('radio', { name: 'Lasciato' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Salva', exact: true }).click()
  await sees(dialog, 'Da compilare.')
  await dialog.getByLabel('Perché').fill('Prima vuole finire il corso')
  await looksRight(page, 'a goal that is left')
  await says(dialog, /Salvato/)

  // Left and found again; meanwhile a colleague wrote.
  await visit(page, `/pua-milano/casi/${kase}/percorso?obiettivo=${goal}`)
  await expect.poll(() => dialog.getByLabel('Perché').inputValue()).toBe('Prima vuole finire il corso')
  const theirs = { ...written, no: 1, text: 'Un contratto scritto e regolare' }
  expect((await caller('PUT', `${at}/goals/${goal}`, theirs)).status).toBe(200)
  await dialog.getByRole('button', { name: 'Salva', exact: true }).click()
  await sees(dialog, /Intanto una collega o un collega/)
  await sees(dialog, 'Un contratto scritto e regolare')
  await dialog.getByRole('button', { name: 'Salva', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await sees(page.getByRole('region', { name: 'Lavoro' }), 'Lasciato')

  const review = page.getByRole('form', { name: 'Nuova verifica' })
  await review.getByLabel('Che cosa ci si è detti').fill('Va meglio, il corso è lontano')
  await review.getByLabel('Prossima verifica').fill(day(30))
  await review.getByRole('button', { name: 'Salva la verifica' }).click()
  await sees(page.getByRole('region', { name: 'Verifiche' }), 'Va meglio, il corso è lontano')
  await looksRight(page, 'a pathway with a review')
  const { goals } = await ask<{ goals: { id: string; history: { why: string }[] }[] }>(caller, at)
  expect(goals.find(({ id }) => id === goal)?.history.map(({ why }) => why)).toEqual([
    'Prima vuole finire il corso',
    '',
    '',
  ])
})

test('the discreet sheet holds days and the words that were marked, and is shown before it is printed', async () => {
  const own = await newCase(caller, await newPerson(caller, { givenName: 'Mariama', familyName: family }))
  const at = `/desks/pua-milano/cases/${own}/pathway`
  const [goal, step] = [v7(), v7()]
  await caller('PUT', `${at}/goals/${goal}`, { no: 0, area: 'legal', text: 'Una denuncia', agreedOn: day(-2) })
  const said = { no: 0, goal, text: 'Sentire l’avvocata', owner: 'person', due: day(5) }
  expect((await caller('PUT', `${at}/steps/${step}`, said)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${own}/percorso?passo=${step}`)
  const form = page.getByRole('dialog', { name: 'Passo' })
  await form.getByLabel('Passo').fill('Telefonata alle dieci')
  await form.getByRole('checkbox', { name: 'Queste parole possono starci' }).check({ force: true })
  await form.getByRole('button', { name: 'Salva', exact: true }).click()
  await form.waitFor({ state: 'detached' })

  await page.locator('.title-actions .menu button').click()
  await page.getByRole('menuitem', { name: 'Foglio per la persona' }).click()
  const dialog = page.getByRole('dialog', { name: 'Foglio per la persona' })
  const preview = dialog.getByRole('region', { name: 'Che cosa ci starà' })
  await sees(preview, 'Una denuncia')
  await dialog.getByRole('radio', { name: 'Discreto' }).check({ force: true })
  await sees(preview, 'Telefonata alle dieci')
  expect(await preview.innerText()).not.toContain('denuncia')
  expect(await preview.innerText()).not.toContain('Legale')
  await dialog.getByLabel('Lingua').selectOption({ label: 'Arabo' })
  await sees(dialog, 'non ancora riletti')
  await looksRight(page, 'the sheet for the person')
  const waits = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Scarica e stampa' }).click()
  const file = await waits
  expect(file.suggestedFilename()).toBe('list.html')
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('Telefonata alle dieci')
  for (const word of ['denuncia', family, 'Milano', 'InLav']) expect(text).not.toContain(word)
})

test('what was being written when the case was closed can still be read and copied', async () => {
  const own = await newCase(caller, await newPerson(caller, { givenName: 'Mariama', familyName: family }))
  const goal = { no: 0, area: 'work', text: 'Un contratto', agreedOn: day(-2) }
  expect((await caller('PUT', `/desks/pua-milano/cases/${own}/pathway/goals/${v7()}`, goal)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${own}/percorso`)
  const review = page.getByRole('form', { name: 'Nuova verifica' })
  await review.getByLabel('Che cosa ci si è detti').fill('A metà del discorso')
  await review.locator('[data-draft=saved]').waitFor()
  const closed = { outcome: 'other', closedOn: day(0), version: 1 }
  expect((await caller('POST', `/desks/pua-milano/cases/${own}/close`, closed)).status).toBe(200)
  await visit(page, `/pua-milano/casi/${own}/percorso`)
  await sees(page, 'A metà del discorso')
  await sees(page, 'obiettivi, passi e verifiche si leggono soltanto')
  await expect.poll(() => page.getByRole('form').count()).toBe(0)
  await looksRight(page, 'the pathway of a closed case')
})
