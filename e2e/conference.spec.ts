import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, type Caller, coverWith, newCase, newPerson, newReferral } from './records.ts'
import { looksRight, openStage, phone, says, sees, visit } from './stage.ts'

const family = 'Tavolorotondi'
const [agenda, record, decision] = ['Chi trova la casa', 'La casa la cerca Bergamo', 'Chiamare il dormitorio']
const stage = openStage([family, 'dormitorio'])
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().press('Enter')

/** A case of Milan with a referral that Bergamo accepted. */
async function referredCase(tutor: Caller): Promise<{ kase: string; referral: string }> {
  const person = await newPerson(tutor, { givenName: 'Awa', familyName: family, phones: ['3480003333'] })
  await coverWith(tutor, person, 'Ambito di Bergamo')
  const kase = await newCase(tutor, person)
  const referral = await newReferral(tutor, kase, 'PUA InLav Bergamo, primo contatto')
  const there = await stage.elsewhere('tutor.bergamo')
  for (const act of ['sight', 'yes']) {
    const path = `/desks/pua-bergamo/referrals/${referral}`
    const { version } = await ask<{ version: number }>(there, path)
    expect((await there('POST', `${path}/${act}`, { version })).ok).toBe(true)
  }
  return { kase, referral }
}

test('by keyboard: a conference is called, the other desk says who comes, minutes and decisions reach both', async () => {
  const tutor = await stage.elsewhere('tutor.milano')
  const { kase, referral } = await referredCase(tutor)
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('link', { name: 'Convocare, chi viene, verbali' }).press('Enter')
  await sees(page, 'Nessuna conferenza finora')
  await looksRight(page, 'a case without conferences')
  await press(page, 'Convoca una conferenza')
  await press(page, 'Convoca')
  await sees(page, 'Giorno: Da compilare.')
  await page.getByLabel('Giorno', { exact: true }).fill('8/12/2027')
  await page.getByLabel('Ora', { exact: true }).fill('17')
  await sees(page, 'Immacolata')
  await page.getByLabel('Giorno', { exact: true }).fill('oggi')
  await page.getByLabel('Luogo o collegamento').fill('Sala grande')
  await page.getByLabel('PUA InLav Bergamo').press('Space')
  await page.getByLabel('Di che cosa si parla').fill(agenda)
  await looksRight(page, 'calling a conference')
  // What was typed is there again.
  await sees(page, /Salvato/)
  await page.reload()
  await press(page, 'Convoca una conferenza')
  await expect.poll(() => page.getByLabel('Di che cosa si parla').inputValue()).toBe(agenda)
  await press(page, 'Convoca')
  await says(page, 'Conferenza convocata')
  await sees(page, 'non ha ancora risposto')
  await looksRight(page, 'a conference that was called')

  const theirs = await stage.member('tutor.bergamo', `/invii/${referral}`, { desk: 'pua-bergamo', phone: true })
  expect(theirs.viewportSize()).toEqual(phone)
  const card = theirs.getByRole('region', { name: /Conferenze sul caso/ })
  await sees(card, agenda)
  await card.getByLabel('Chi viene').fill('Luca')
  await looksRight(theirs, 'an invitation to a conference, on a phone')
  await press(theirs, 'Veniamo')
  await says(theirs, 'Risposta mandata')
  await sees(card, 'Abbiamo risposto: viene Luca')
  await expect
    .poll(async () => {
      const path = `/desks/pua-milano/cases/${kase}/conferences`
      const { rows } = await ask<{ rows: { desks: { answer: { who: string } | null }[] }[] }>(tutor, path)
      return rows[0]?.desks[0]?.answer?.who
    })
    .toBe('Luca')

  await visit(page, `/pua-milano/casi/${kase}/conferenze`)
  await sees(page, 'viene: Luca')
  await press(page, 'Scrivi il verbale')
  await page.getByLabel('Verbale per tutti').fill(record)
  await press(page, 'Aggiungi una decisione')
  await page.getByLabel('Che cosa è stato deciso (1)').fill(decision)
  await page.getByLabel('Chi lo fa (1)').fill('Giulia')
  await looksRight(page, 'writing the minutes')
  await press(page, 'Salva il verbale')
  await says(page, 'Verbale salvato')
  await page.getByRole('button', { name: `Fanne un compito: ${decision}` }).press('Enter')
  await says(page, 'Compito aggiunto al caso')
  await looksRight(page, 'a conference that was held')

  await visit(page, `/pua-milano/casi/${kase}`)
  await sees(page, `${decision} – Giulia`)
  await sees(page, 'Appuntamento tenuto: conferenza sul caso')
  await page.getByRole('link', { name: /^Appuntamento tenuto/ }).press('Enter')
  await page.waitForURL(/\/conferenze$/)
  await expect
    .poll(async () => {
      await visit(theirs, `/pua-bergamo/invii/${referral}`)
      return card.getByText(record).count()
    })
    .toBe(1)
  await sees(card, decision)
  await looksRight(theirs, 'the minutes at the other desk, on a phone')
  // The agenda shows it, and leaves what becomes of it to the page of the case.
  await visit(page, '/pua-milano/agenda')
  await sees(page, /Conferenza sul caso/)
  const { rows: conferences } = await ask<{ rows: { id: string }[] }>(
    tutor,
    `/desks/pua-milano/cases/${kase}/conferences`,
  )
  await visit(page, `/pua-milano/agenda/${conferences[0]?.id}`)
  await page.getByRole('link', { name: 'Conferenze sul caso' }).press('Enter')
  await page.waitForURL(new RegExp(`/casi/${kase}/conferenze$`))
})

test('one that is called off is told to the other desk', async () => {
  const tutor = await stage.elsewhere('tutor.milano')
  const { kase, referral } = await referredCase(tutor)
  const page = await stage.member('tutor.milano', `/casi/${kase}/conferenze`)
  await press(page, 'Convoca una conferenza')
  await page.getByLabel('Giorno', { exact: true }).fill('domani')
  await page.getByLabel('Ora', { exact: true }).fill('9')
  await page.getByLabel('PUA InLav Bergamo').press('Space')
  await press(page, 'Convoca')
  await says(page, 'Conferenza convocata')
  await press(page, 'Annulla la conferenza')
  const dialog = page.getByRole('dialog', { name: 'Annulla la conferenza' })
  await looksRight(page, 'calling a conference off')
  await dialog.getByRole('button', { name: 'Annulla la conferenza' }).press('Enter')
  await says(page, 'Conferenza annullata')
  const theirs = await stage.member('tutor.bergamo', `/invii/${referral}`, { desk: 'pua-bergamo' })
  const card = theirs.getByRole('region', { name: /Conferenze sul caso/ })
  await expect
    .poll(async () => {
      await visit(theirs, `/pua-bergamo/invii/${referral}`)
      return card.getByText('Annullata').count()
    })
    .toBe(1)
  expect(await card.getByRole('button', { name: 'Veniamo' }).count()).toBe(0)
})
