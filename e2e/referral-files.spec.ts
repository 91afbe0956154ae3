import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ask, coverWith, newCase, newPerson, newReferral } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled, tabTo, visit } from './stage.ts'

const family = 'Bagayokovisconti'
const stage = openStage([family, 'Salimata', 'Contratto'])

const pdf = { name: 'Contratto di lavoro.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

test('a contract goes from one desk to the other, which keeps the same bytes; what cannot go is said beside', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Salimata', familyName: family })
  const kase = await newCase(caller, person)
  await coverWith(caller, person, 'Ambito di Bergamo')
  const id = await newReferral(caller, kase, 'PUA InLav Bergamo, primo contatto')

  // Before the yes there is no place for files.
  const there = await stage.member('tutor.bergamo', `/invii/${id}`, { desk: 'pua-bergamo' })
  await sees(there, 'Chi è la persona si legge solo dopo un sì.')
  const theirs = there.getByRole('region', { name: 'File', exact: true })
  await expect.poll(() => theirs.count()).toBe(0)
  await there.getByRole('button', { name: 'Accetta', exact: true }).click()
  await sees(theirs, 'Nessun file.')
  await looksRight(there, 'a referral without files')

  const page = await stage.member('tutor.milano', `/invii/${id}`, { expects: ['refused-file'] })
  const card = page.getByRole('region', { name: 'File', exact: true })
  const input = card.locator('input[type=file]')
  await expect.poll(() => input.getAttribute('accept')).toContain('.jpg')
  await input.setInputFiles({ ...pdf, name: 'Enorme.pdf', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) })
  await sees(card.getByRole('alert'), 'Enorme.pdf supera 10 MB.')
  await looksRight(page, 'a file that is too large')
  await input.setInputFiles({ name: 'Programma.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\0\0') })
  await card.getByRole('button', { name: 'Manda il file' }).click()
  await sees(card.getByRole('alert'), 'Programma.pdf non è un PDF')

  // What it is and where it goes is read before it goes; the keyboard gets there.
  await input.setInputFiles(pdf)
  await sees(card, 'Va a PUA InLav Bergamo: lo conserva.')
  await expect.poll(() => card.getByRole('alert').count()).toBe(0)
  await looksRight(page, 'a file that was chosen')
  const send = card.getByRole('button', { name: 'Manda il file' })
  await expect.poll(() => hasFocus(send)).toBe(false)
  await tabTo(page, send, 1)
  await page.keyboard.press('Enter')
  await says(page, 'File mandato a PUA InLav Bergamo.')
  await card.getByRole('link', { name: `Scarica ${pdf.name}` }).waitFor()
  await expect.poll(() => card.getByText('non l’ha ancora ricevuto').count()).toBe(0)
  await looksRight(page, 'a file that was sent')

  await visit(there, `/pua-bergamo/invii/${id}`)
  await settled(there)
  const [download] = await Promise.all([
    there.waitForEvent('download'),
    theirs.getByRole('link', { name: `Scarica ${pdf.name}` }).click(),
  ])
  expect(download.suggestedFilename()).toBe(pdf.name)
  expect(pdf.buffer.equals(await readFile(await download.path()))).toBe(true)
  await looksRight(there, 'a file that came')

  // Taken back, the referral shows the other desk nothing of it any more.
  const { version } = await ask<{ version: number }>(caller, `/desks/pua-milano/referrals/${id}`)
  expect((await caller('POST', `/desks/pua-milano/referrals/${id}/withdrawal`, { version })).status).toBe(200)
  await visit(there, `/pua-bergamo/invii/${id}`)
  await sees(there, 'Ritirato')
  await expect.poll(() => there.getByText(pdf.name).count()).toBe(0)
  await visit(page, `/pua-milano/invii/${id}`)
  await sees(card, pdf.name)
})
