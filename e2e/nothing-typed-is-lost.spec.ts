import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, type Caller, newCase, newNote, newPerson } from './records.ts'
import { expectAccessible, holdBack, openStage, says, sees, settled } from './stage.ts'

const family = 'Kamarafolo'
const stage = openStage([family, 'fichidorati'])

type File = {
  version: number
  notes: { id: string; text: string; kind: string; version: number }[]
  services: { text: string }[]
}

const note = (page: Page) => page.getByRole('textbox', { name: /^Nota/ }).first()
const service = (page: Page) => page.getByLabel('Che cosa è stato fatto')
const isKept = (page: Page, state = 'saved') => page.locator(`form:has(textarea) [data-draft=${state}]`).waitFor()
const left = (page: Page) => page.getByRole('region', { name: 'Testo non salvato' })
const timeline = (page: Page) => page.getByRole('region', { name: 'Cronologia' })

async function openCase() {
  const caller = await stage.elsewhere('legale.milano')
  const id = await newCase(caller, await newPerson(caller, { givenName: 'Fanta', familyName: family }))
  return { caller, address: `/desks/pua-milano/cases/${id}`, path: `/casi/${id}` }
}

const fileOf = (caller: Caller, address: string) => ask<File>(caller, address)

async function change(caller: Caller, method: string, address: string, body: unknown): Promise<void> {
  expect((await caller(method, address, body)).status).toBe(200)
}

test('what was being written when a colleague closed the case can be copied, thrown away and taken up again', async () => {
  const { caller, address, path } = await openCase()
  const page = await stage.member('legale.milano', path, { permissions: ['clipboard-read', 'clipboard-write'] })
  await note(page).fill('Una nota sui fichidorati')
  await isKept(page)
  await service(page).fill('Lettera per i fichidorati')
  await expect.poll(async () => JSON.stringify(await ask(caller, '/desks/pua-milano/drafts'))).toContain('Lettera')
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Rome' })
  const { version } = await fileOf(caller, address)
  await change(await stage.elsewhere('tutor.milano'), 'POST', `${address}/close`, {
    outcome: 'goals-met',
    closedOn: today,
    version,
  })

  // Saving says so and the text moves to where it can be read.
  await note(page).press('Control+Enter')
  await sees(left(page), 'Una nota sui fichidorati')
  await sees(left(page), 'Lettera per i fichidorati')
  await expectAccessible(page, 'a closed case with texts that were not saved')
  await expect.poll(() => note(page).count()).toBe(0)
  await left(page).getByRole('button', { name: 'Copia il testo' }).first().click()
  await says(page, 'Testo copiato')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('fichidorati')

  const discard = (words: string) =>
    left(page).locator('div', { hasText: words }).getByRole('button', { name: 'Scarta' }).click()
  await discard('Lettera')
  await expect.poll(() => left(page).getByText('Lettera').count()).toBe(0)
  await page.getByRole('button', { name: 'Annulla' }).click()
  await sees(left(page), 'Lettera per i fichidorati')
  await discard('Lettera')
  await expect.poll(() => left(page).getByText('Lettera').count()).toBe(0)

  // Opened again, the case has the note in its form, and the service is gone.
  await page.getByRole('button', { name: 'Riapri il caso' }).click()
  const reopen = page.getByRole('dialog', { name: 'Riapri il caso' })
  await reopen.getByLabel('Perché si riapre').fill('Chiuso per errore')
  // The form asks for its draft while the dialog throws its own away: it finds it all the same.
  const thrown = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  const letGo = await holdBack(page, '**/desks/pua-milano/drafts')
  await reopen.getByRole('button', { name: 'Riapri il caso' }).click()
  await thrown
  await letGo()
  await expect.poll(() => note(page).inputValue()).toBe('Una nota sui fichidorati')
  await expect.poll(() => service(page).inputValue()).toBe('')
  await note(page).press('Control+Enter')
  await says(page, 'Nota salvata')
  expect((await fileOf(caller, address)).notes.map(({ text }) => text)).toEqual(['Una nota sui fichidorati'])
})

test('Enter before the older draft has come is not lost, and an older draft is not sent unseen', async () => {
  const { caller, address, path } = await openCase()
  const page = await stage.member('legale.milano', path)
  await service(page).fill('Bozza sui fichidorati')
  await expect.poll(async () => JSON.stringify(await ask(caller, '/desks/pua-milano/drafts'))).toContain('Bozza sui')
  const letGo = await holdBack(page, '**/drafts')
  await page.reload()
  await service(page).press('Enter')
  await expect.poll(() => service(page).inputValue()).toBe('Bozza sui fichidorati')
  await page.reload()
  await service(page).fill('Telefonata per i fichidorati')
  await service(page).press('Enter')
  await says(page, /^Servizio aggiunto/)
  await letGo()
  expect((await fileOf(caller, address)).services.map(({ text }) => text)).toEqual(['Telefonata per i fichidorati'])
})

test('the correction of a very long note is kept as it is typed, and is not lost to a change made elsewhere', async () => {
  const { caller, address, path } = await openCase()
  const long = 'fichidorati e nient’altro. '.repeat(1_600)
  await newNote(caller, address.slice(address.lastIndexOf('/') + 1), long)
  const page = await stage.member('legale.milano', path)
  const correct = async () => {
    await timeline(page).locator('summary').first().click()
    await timeline(page).getByRole('button', { name: 'Correggi' }).click()
  }
  const text = timeline(page).getByRole('textbox', { name: 'Nota' })
  await correct()
  await text.press('Control+End')
  await text.pressSequentially('Fine.')
  await timeline(page).locator('[data-draft=saved]').waitFor()

  const before = (await fileOf(caller, address)).notes[0]
  await change(caller, 'PUT', `${address}/notes/${before?.id}`, {
    kind: 'call',
    text: 'Altro',
    version: before?.version,
  })
  await page.reload()
  await settled(page)
  await correct()
  await expect.poll(() => text.inputValue()).toBe(`${long}Fine.`)
  await timeline(page).getByRole('button', { name: 'Salva' }).click()
  const conflict = page.getByRole('dialog', { name: 'Un’altra persona ha cambiato questa scheda' })
  for (const field of ['Tipo', 'Nota'])
    await conflict
      .getByRole('group', { name: field })
      .getByRole('radio', { name: /Scritto qui/ })
      .check()
  await conflict.getByRole('button', { name: 'Salva le scelte' }).click()
  await says(page, 'Nota corretta')
  expect((await fileOf(caller, address)).notes).toMatchObject([{ kind: 'interview', text: `${long}Fine.` }])
})

test('a server that takes a draft and never answers is given up, and asked again', async () => {
  const { path } = await openCase()
  const page = await stage.member('legale.milano', path)
  // Twenty times faster: nobody waits for the real patience here.
  await page.evaluate(() => {
    const patience = AbortSignal.timeout.bind(AbortSignal)
    AbortSignal.timeout = (milliseconds) => patience(milliseconds / 20)
  })
  await page.route('**/drafts/*', () => {})
  await note(page).fill('Una nota sui fichidorati')
  await isKept(page, 'device')
  await page.unroute('**/drafts/*')
  await isKept(page)
  await page.getByRole('button', { name: 'Scarta' }).click()
  await expect.poll(() => note(page).inputValue()).toBe('')
})
