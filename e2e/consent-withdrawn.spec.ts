import { expect, test } from 'vitest'
import { coverWith, newCase, newPerson, newReferral } from './records.ts'
import { expectAccessible, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Kabambatshilombo'
const stage = openStage([family, 'Espérance'])

test('a consent is withdrawn while a referral is under way to its answer: it is taken back, and the receiver is told', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Espérance', familyName: family, phones: ['3489990066'] })
  await coverWith(caller, person, 'Ambito di Bergamo')
  const id = await newReferral(caller, await newCase(caller, person), 'PUA InLav Bergamo, primo contatto')

  const there = await stage.member('tutor.bergamo', `/invii/${id}`, { desk: 'pua-bergamo' })
  await sees(there, 'PUA InLav Milano sa che è stato visto e aspetta un sì o un no.')
  await sees(there, 'Un colloquio')

  const page = await stage.member('tutor.milano', `/persone/${person}/privacy`)
  await settled(page)
  await page
    .getByRole('region', { name: /^Basi giuridiche/ })
    .getByRole('button', { name: 'Ritira il consenso' })
    .click()
  const withdrawal = page.getByRole('dialog', { name: 'Ritira il consenso' })
  // What it stops is said before.
  await sees(withdrawal, 'Si ferma anche quello che è in corso:')
  await withdrawal.getByRole('button', { name: 'Ritira il consenso' }).click()
  await says(page, 'Da oggi questa base non copre più nulla')

  await expect
    .poll(async () => {
      await visit(there, `/pua-bergamo/invii/${id}`)
      return there.locator('.title-row').getByText('Ritirato', { exact: true }).count()
    })
    .toBe(1)
  await sees(there, /^PUA InLav Milano ha ritirato l’invio/)
  await sees(there, 'Di quello che era stato mandato qui non si vede più nulla.')
  await expect.poll(() => there.getByRole('button', { name: 'Accetta', exact: true }).count()).toBe(0)
  expect(await stage.heard(there)).not.toContain(family)
  await expectAccessible(there, 'a referral that was taken back')

  await visit(page, `/pua-milano/invii/${id}`)
  await sees(page, /^L’invio è stato ritirato/)
  await sees(page, 'La base giuridica dell’invio è finita, e l’invio è stato ritirato')
})
