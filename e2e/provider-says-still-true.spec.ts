import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readParts, type TestSmtp, testSmtp } from '../server/src/platform/testing-smtp.ts'
import { expectAccessible, openStage, overflow, phone, says, sees } from './stage.ts'
import { type Served, serveVarco } from './varco.ts'

let smtp: TestSmtp
let varco: Served

beforeAll(async () => {
  smtp = await testSmtp()
  varco = await serveVarco({ VARCO_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, VARCO_MAIL_FROM: 'varco@varco.test' })
}, 240_000)
afterAll(async () => {
  await varco?.close()
  await smtp?.close()
})

const stage = openStage([], () => varco)
const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true })
const asked = (page: Page) => page.getByRole('region', { name: 'Chiesto a chi offre il servizio' })

/** The address of the link in the mail that came last; it is opened at the door of this Varco. */
async function linkOfMail(no: number): Promise<string> {
  await vi.waitFor(() => expect(smtp.taken.length).toBe(no), { timeout: 20_000, interval: 50 })
  const [text = ''] = readParts(smtp.taken[no - 1]?.raw ?? '')
  expect(text).not.toContain('Dormitorio La Soglia')
  return new URL(/https?:\/\/\S+\/vero\/\S+/.exec(text)?.[0] ?? '').pathname
}

async function send(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: /Chiedi (per e-mail se è ancora vero|di nuovo)/ }).click()
  const field = page.getByLabel('Indirizzo e-mail')
  await button(page, 'Manda la domanda').waitFor()
  if (await field.isVisible()) {
    await button(page, 'Manda la domanda').click()
    await sees(page, 'Serve un indirizzo di posta.')
    await field.fill(address)
  }
  await expectAccessible(page, 'asking a provider')
  await button(page, 'Manda la domanda').click()
  await says(page, 'Domanda in partenza')
}

test('a provider without an account says on a phone that an entry is still true, then that something changed', async () => {
  const member = await stage.member('coordinatore.milano', '/rete?parole=dormitorio')
  await member.getByRole('link', { name: 'Dormitorio La Soglia' }).click()
  await sees(asked(member), 'Non ancora chiesto.')
  await send(member, 'soglia@varco.test')
  await sees(asked(member), 'Senza risposta')

  const provider = await (await stage.visitor({ phone: true, viewport: { ...phone, width: 360 } })).newPage()
  const first = await linkOfMail(1)
  await provider.goto(first)
  await provider.getByRole('heading', { level: 1, name: 'Dormitorio La Soglia' }).waitFor()
  await expectAccessible(provider, 'the page of a provider at 360 px')
  await expect.poll(() => overflow(provider)).toBe(0)
  await provider.getByRole('link', { name: 'English' }).click()
  await button(provider, 'All of it is still true').waitFor()
  await provider.getByRole('link', { name: 'Italiano' }).click()
  await button(provider, 'È ancora tutto vero').click()
  await sees(provider, 'È stato registrato che la voce è vera a oggi')
  await expectAccessible(provider, 'thanks at 360 px')
  await provider.goto(first)
  await provider.getByRole('heading', { name: 'Questo collegamento non apre niente' }).waitFor()

  await member.reload()
  await sees(asked(member), 'è ancora tutto vero')
  await sees(
    member.getByRole('region', { name: 'Storia della voce' }),
    'Confermato per e-mail da chi offre il servizio',
  )
  await send(member, 'soglia@varco.test')
  await provider.goto(await linkOfMail(2))
  // Nothing written is not sent: the browser says so by itself.
  await button(provider, 'Qualcosa è cambiato').click()
  await provider.getByLabel('Che cosa è cambiato').fill('Da lunedì si entra dal cortile.')
  await button(provider, 'Qualcosa è cambiato').click()
  await sees(provider, 'Il messaggio è arrivato')

  await member.reload()
  await sees(asked(member), 'Da lunedì si entra dal cortile.')
  await expectAccessible(member, 'an entry of which something was reported')
  await member.getByRole('link', { name: 'Torna alla rete' }).click()
  await member.getByRole('link', { name: 'Una voce segnalata da chi offre il servizio' }).click()
  await member.getByRole('link', { name: 'Dormitorio La Soglia' }).click()
  await button(member, 'È ancora vero').click()
  await sees(asked(member), 'Sistemato.')
})

test('a coordinator asks about all stale entries: how many is said before, and what came of it after', async () => {
  const member = await stage.member('coordinatore.milano', '/rete')
  await member.getByRole('button', { name: 'Altre azioni' }).click()
  await member.getByRole('menuitem', { name: 'Chiedi per e-mail di tutte' }).click()
  await sees(member, /da verificare\. Si può chiedere adesso di \d+/)
  await expectAccessible(member, 'asking about all')
  await member.getByRole('button', { name: /^Manda (una domanda|\d+ domande)$/ }).click()
  await sees(member, /(Una domanda|\d+ domande) in partenza; .*senza indirizzo\./)
  await expectAccessible(member, 'what came of asking about all')
})
