import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, newCase, newPerson } from './records.ts'
import { expectAccessible, openStage, says, sees } from './stage.ts'

const family = 'Zwillingsova'
const stage = openStage([family, '3470001111', '3470002222', 'via Rossetti'])

type Identity = { familyName: string; phones: string[]; address: string; otherNames: string }

const conflict = (page: Page) => page.getByRole('dialog', { name: 'Un’altra persona ha cambiato questa scheda' })
const save = (page: Page) => page.getByRole('button', { name: 'Salva', exact: true }).click()
const correct = (page: Page, what: string) => page.getByRole('region', { name: what }).getByRole('button').click()

async function atPerson() {
  const caller = await stage.elsewhere('tutor.milano')
  const id = await newPerson(caller, { givenName: 'Ada', familyName: family, phones: ['3470000000'] })
  const first = await stage.member('tutor.milano', `/persone/${id}`)
  const second = await stage.member('tutor2.milano', `/persone/${id}`)
  for (const page of [first, second]) {
    await correct(page, 'Identità')
    await page.getByLabel('Telefoni').waitFor()
  }
  const now = async () => (await ask<{ identity: Identity }>(caller, `/desks/pua-milano/persons/${id}`)).identity
  return { first, second, now }
}

test('a person changed by two: the second sees what changed, field by field, and picks', async () => {
  const { first, second, now } = await atPerson()
  await first.getByLabel('Telefoni').fill('3470001111')
  await first.getByLabel('Indirizzo').fill('via Rossetti 3')
  await save(first)
  await says(first, 'Scheda corretta')

  await second.getByLabel('Telefoni').fill('3470002222')
  await second.getByLabel('Altri nomi').fill('Adina')
  await save(second)
  await conflict(second).waitFor()
  await sees(conflict(second), 'Nulla è stato sovrascritto')
  await sees(conflict(second), 'Già aggiornati dall’altra persona: Indirizzo.')
  await expectAccessible(second, 'two wrote the same')
  // Until the second picks, the first one's words stand.
  expect(await now()).toMatchObject({ phones: ['3470001111'], address: 'via Rossetti 3', otherNames: '' })
  const choices = conflict(second).getByRole('group', { name: 'Telefoni' })
  await expect.poll(() => conflict(second).getByRole('group').count()).toBe(1)
  await choices.getByRole('radio', { name: /Adesso nella scheda 3470001111/ }).waitFor()
  const done = conflict(second).getByRole('button', { name: 'Salva le scelte' })
  await expect.poll(() => done.isDisabled()).toBe(true)
  await choices.getByRole('radio', { name: /Scritto qui 3470002222/ }).check()
  await done.click()
  await says(second, 'Scheda corretta')
  expect(await now()).toMatchObject({ phones: ['3470002222'], address: 'via Rossetti 3', otherNames: 'Adina' })
})

test('going back to the form keeps what was typed and overwrites nothing', async () => {
  const { first, second, now } = await atPerson()
  await first.getByLabel('Telefoni').fill('3470001111')
  await save(first)
  await says(first, 'Scheda corretta')
  await second.getByLabel('Telefoni').fill('3470002222')
  await save(second)
  await conflict(second).getByRole('button', { name: 'Torna al modulo' }).click()
  await conflict(second).waitFor({ state: 'detached' })
  await expect.poll(() => second.getByLabel('Telefoni').inputValue()).toBe('3470002222')
  await save(second)
  await conflict(second)
    .getByRole('radio', { name: /Adesso nella scheda/ })
    .check()
  await conflict(second).getByRole('button', { name: 'Salva le scelte' }).click()
  await says(second, 'Scheda corretta')
  expect((await now()).phones).toEqual(['3470001111'])
})

test('different facts of a case are put together; the same fact is picked', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const id = await newCase(caller, await newPerson(caller, { givenName: 'Ivo', familyName: family }))
  const facts = () => ask<Record<string, unknown>>(caller, `/desks/pua-milano/cases/${id}`)
  const first = await stage.member('tutor.milano', `/casi/${id}`)
  const second = await stage.member('legale.milano', `/casi/${id}`)
  const form = (page: Page) => page.getByRole('region', { name: 'Correggi i dati del caso' })
  const choose = (page: Page, fact: string, option: string) =>
    form(page).getByRole('group', { name: fact }).getByLabel(option, { exact: true }).check()
  const open = async () => {
    for (const page of [first, second]) {
      await correct(page, 'Dati del caso')
      await form(page).getByRole('group', { name: 'Settore' }).waitFor()
    }
  }

  await open()
  await choose(first, 'Settore', 'Pulizie')
  await save(first)
  await says(first, 'Dati del caso corretti')
  await choose(second, 'Bisogni', 'Salute')
  await save(second)
  await conflict(second).waitFor()
  await sees(conflict(second), 'Già aggiornati dall’altra persona: Settore.')
  await expectAccessible(second, 'two wrote different things')
  await conflict(second).getByRole('button', { name: 'Salva insieme' }).click()
  await says(second, 'Dati del caso corretti')
  expect(await facts()).toMatchObject({ sector: 'cleaning', needs: ['health'] })

  await first.reload()
  await open()
  await choose(second, 'Settore', 'Edilizia')
  await save(second)
  await says(second, 'Dati del caso corretti')
  await choose(first, 'Settore', 'Agricoltura')
  await save(first)
  const sector = conflict(first).getByRole('group', { name: 'Settore' })
  await sector.getByRole('radio', { name: /Scritto qui Agricoltura/ }).waitFor()
  await sector.getByRole('radio', { name: /Adesso nella scheda Edilizia/ }).check()
  await conflict(first).getByRole('button', { name: 'Salva le scelte' }).click()
  await says(first, 'Dati del caso corretti')
  expect(await facts()).toMatchObject({ sector: 'construction', needs: ['health'] })
})

test('a case that changed meanwhile is not closed unseen, and one that was closed keeps its outcome', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const id = await newCase(caller, await newPerson(caller, { givenName: 'Ivo', familyName: family }))
  const address = `/desks/pua-milano/cases/${id}`
  const [first, second] = [
    await stage.member('tutor.milano', `/casi/${id}`),
    await stage.member('legale.milano', `/casi/${id}`),
  ]
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Chiudi il caso' })
  const close = (page: Page) => dialog(page).getByRole('button', { name: 'Chiudi il caso' }).click()
  for (const [page, outcome] of [
    [first, 'Obiettivi raggiunti'],
    [second, 'Contatto perso'],
  ] as const) {
    await page.getByRole('button', { name: 'Altre azioni' }).click()
    await page.getByRole('menuitem', { name: 'Chiudi il caso' }).click()
    await dialog(page).getByLabel(outcome).check()
  }
  const { version } = await ask<{ version: number }>(caller, address)
  expect((await caller('PUT', address, { sector: 'cleaning', version })).status).toBe(200)
  await close(first)
  await sees(dialog(first), 'Il caso è cambiato nel frattempo')
  await expectAccessible(first, 'closing what changed')
  await close(first)
  await says(first, 'Caso chiuso')
  await close(second)
  await sees(dialog(second).getByRole('alert'), 'Adesso non si può fare')
  expect(await ask(caller, address)).toMatchObject({ outcome: 'goals-met', sector: 'cleaning' })
})
