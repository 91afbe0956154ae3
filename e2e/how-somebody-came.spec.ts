import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled } from './stage.ts'

const family = 'Arrivoqqsarr'
const paid = 'Intermediarioqqmbaye'
const stage = openStage([family, 'Fatou', paid])
let caller: Caller
let kase = ''

type Told = {
  arrival: { way: string; employer: string[]; since: string; text: string }[]
  payments: { history: { amount: number; currency: string; withdrawn: boolean }[] }[]
  decisions: { history: { outcome: string; why: string; withdrawn: boolean }[] }[]
}
const told = (of: string) => ask<Told>(caller, `/desks/pua-milano/cases/${of}/arrival`)

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  kase = await newCase(caller, await newPerson(caller, { givenName: 'Fatou', familyName: family }))
})

test('by keyboard it is written how somebody came, what was paid, and what others decided; what was typed is not lost', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('link', { name: 'Come è arrivata, che cosa ha pagato, chi ha deciso' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Arrivo e decisioni' }).waitFor()
  await settled(page)
  await sees(page, 'Non è ancora scritto come la persona è arrivata')
  await sees(page, 'Varco e chi lavora con Varco non ne prendono nessuna')
  await looksRight(page, 'arrival and decisions with nothing')

  await page.keyboard.press('a')
  const how = page.getByRole('dialog', { name: 'Come è arrivata la persona' })
  await how.getByRole('heading', { name: 'Come è arrivata la persona' }).waitFor()
  await how.getByLabel('Decreto flussi, lavoro stagionale').press('Space')
  await how.getByLabel('Mai incontrato').press('Space')
  await how.getByLabel('Ha chiesto soldi').press('Space')
  // Who was never met took nobody on: what is chosen last holds.
  await how.getByLabel('Ha assunto come d’accordo').press('Space')
  expect(await how.getByLabel('Mai incontrato').isChecked()).toBe(false)
  await how.getByLabel('Mai incontrato').press('Space')
  expect(await how.getByLabel('Ha assunto come d’accordo').isChecked()).toBe(false)
  expect(await how.getByLabel('Ha chiesto soldi').isChecked()).toBe(true)
  await sees(how, 'Può essere un segno')
  await how.getByLabel('In Italia da').fill('3/2025')
  await how.getByLabel('Con le parole della persona').fill('Al cancello non c’era nessuno')
  await looksRight(page, 'the form of how somebody came')
  // The page is left before it is saved: all of it stands there again.
  await how.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await how.getByRole('heading', { name: 'Come è arrivata la persona' }).waitFor()
  await expect
    .poll(() => how.getByLabel('Con le parole della persona').inputValue())
    .toBe('Al cancello non c’era nessuno')
  expect(await how.getByLabel('Mai incontrato').isChecked()).toBe(true)
  await how.getByLabel('In Italia da').press('Control+Enter')
  await how.waitFor({ state: 'detached' })
  const arrival = page.getByRole('region', { name: 'Come è arrivata la persona' })
  await sees(arrival, 'Decreto flussi, lavoro stagionale')
  await sees(arrival, 'marzo 2025')

  await page.keyboard.press('p')
  const payment = page.getByRole('dialog', { name: 'Aggiungi un pagamento' })
  await payment.getByRole('heading', { name: 'Aggiungi un pagamento' }).waitFor()
  await expect.poll(() => hasFocus(payment.getByLabel('Importo'))).toBe(true)
  // Thousands to one, thousandths to another: it is not guessed.
  await page.keyboard.type('8.500')
  await sees(payment, 'Tre cifre dopo l’ultimo segno')
  await page.keyboard.type(',00')
  await sees(payment, '8.500,00')
  // To whom is missing: it is said, and nothing is lost.
  await page.keyboard.press('Control+Enter')
  await payment.getByRole('alert').filter({ hasText: 'A chi' }).waitFor()
  await payment.getByLabel('Intermediario in Italia').press('Space')
  await payment.getByLabel('Nome').fill(paid)
  await payment.getByLabel('Visto o quota').press('Space')
  await payment.getByLabel('Debito con il datore di lavoro o l’intermediario').press('Space')
  await payment.getByRole('group', { name: 'Resta un debito?' }).getByLabel('Sì').press('Space')
  await looksRight(page, 'the form of a payment')
  await page.keyboard.press('Control+Enter')
  await payment.waitFor({ state: 'detached' })
  const payments = page.getByRole('region', { name: 'Che cosa ha pagato, e a chi' })
  await sees(payments, 'Resta un debito')
  await sees(payments, 'Può essere un segno')
  await sees(page.locator('.strip'), '8.500,00')

  await page.keyboard.press('d')
  const decision = page.getByRole('dialog', { name: 'Aggiungi una decisione' })
  await decision.getByRole('heading', { name: 'Aggiungi una decisione' }).waitFor()
  await decision
    .getByLabel('Che cosa è stato deciso')
    .selectOption({ label: 'Permesso di soggiorno, art. 18-ter (intermediazione illecita e sfruttamento)' })
  await decision.getByLabel('Rilasciato').press('Space')
  await decision.getByLabel('Chi ha deciso', { exact: true }).selectOption({ label: 'Questore, questura' })
  await decision.getByLabel('Quando è stato deciso').fill('10/2025')
  await decision.getByLabel('Lo dice la persona').press('Space')
  expect(await decision.getByLabel('Chi l’ha visto').count()).toBe(0)
  await decision.getByLabel('Documento visto').press('Space')
  await decision.getByLabel('Chi l’ha visto').waitFor()
  await looksRight(page, 'the form of a decision of others')
  await page.keyboard.press('Control+Enter')
  await decision.waitFor({ state: 'detached' })
  const decisions = page.getByRole('region', { name: 'Decisioni di altri' })
  await sees(decisions, 'Questore, questura')
  await sees(decisions, 'ottobre 2025')
  await looksRight(page, 'arrival and decisions')
  expect(await told(kase)).toMatchObject({
    arrival: [{ way: 'quota-seasonal', employer: ['asked-money', 'never-met'], since: '2025-03' }],
    payments: [{ history: [{ amount: 850_000, currency: 'EUR' }] }],
    decisions: [{ history: [{ outcome: 'granted' }] }],
  })
  // No sign came of it by itself: the link leads to where one is recorded.
  await payments.getByRole('link', { name: 'Registrarlo tra i segni' }).click()
  await page.getByRole('heading', { level: 1, name: 'Segni' }).waitFor()
  await settled(page)
  await sees(page.locator('aside'), 'Nessuna risposta «sì» per ora')
})

test('a decision is corrected with its reason and taken back; who is told that a colleague was first loses nothing', async () => {
  const own = await newCase(caller, await newPerson(caller, { givenName: 'Fatou', familyName: family }))
  const [at, id] = [`/desks/pua-milano/cases/${own}`, v7()]
  const body = { what: 'permit-18-ter', body: 'questura', source: 'told-by-body' }
  const write = async (more: object) =>
    expect((await caller('PUT', `${at}/decisions/${id}`, { ...body, ...more })).status).toBe(200)
  await write({ no: 0, outcome: 'granted' })
  const page = await stage.member('tutor.milano', `/casi/${own}/arrivo`)
  await page.getByRole('heading', { level: 1, name: 'Arrivo e decisioni' }).waitFor()
  await settled(page)
  const decisions = page.getByRole('region', { name: 'Decisioni di altri' })
  await decisions.getByRole('link', { name: 'art. 18-ter' }).click()
  const dialog = page.getByRole('dialog', { name: 'Decisione di altri' })
  await dialog.getByRole('heading', { name: 'Decisione di altri' }).waitFor()
  await dialog.getByLabel('Rifiutato').check()
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'Perché si corregge' }).waitFor()
  await dialog.getByLabel('Perché si corregge').fill('Letto male il foglio')

  // A colleague corrects it meanwhile.
  await write({ no: 1, outcome: 'revoked', why: 'Dopo' })
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await sees(dialog, 'Intanto una collega o un collega ha scritto qui')
  expect(await dialog.getByLabel('Perché si corregge').inputValue()).toBe('Letto male il foglio')
  expect(await dialog.getByLabel('Rifiutato').isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await dialog.waitFor({ state: 'detached' })
  await sees(decisions, 'Rifiutato')

  await decisions.getByRole('link', { name: 'art. 18-ter' }).click()
  await dialog.getByRole('heading', { name: 'Decisione di altri' }).waitFor()
  await sees(dialog, 'Corretto perché: Letto male il foglio')
  await dialog.getByLabel('Perché si corregge').fill('Di un’altra persona')
  await dialog.getByRole('button', { name: 'Togli, scritto per errore' }).click()
  await dialog.waitFor({ state: 'detached' })
  await says(page, 'Resta nella storia')
  await sees(decisions, 'Tolto: scritto per errore')
  await sees(decisions, 'Tolto perché: Di un’altra persona')

  // What was taken back is read, and put back by an act of its own.
  await decisions.getByRole('link', { name: 'art. 18-ter' }).click()
  await dialog.getByRole('heading', { name: 'Decisione di altri' }).waitFor()
  expect(await dialog.getByRole('button', { name: 'Salva' }).count()).toBe(0)
  expect(await dialog.getByLabel('Rifiutato').count()).toBe(0)
  await looksRight(page, 'a decision that was taken back')
  await dialog.getByRole('button', { name: 'Rimetti' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'Perché' }).waitFor()
  await dialog.getByLabel('Perché si rimette').fill('Era giusta')
  await dialog.getByRole('button', { name: 'Rimetti' }).click()
  await dialog.waitFor({ state: 'detached' })
  await says(page, 'Rimesso com’era')
  await sees(decisions, 'Rimesso perché: Era giusta')

  // Going back opens nothing again that was closed.
  await page.goBack()
  await settled(page)
  expect(await dialog.count()).toBe(0)
  const { history = [] } = (await told(own)).decisions[0] ?? {}
  expect(history.map(({ outcome, withdrawn }) => [outcome, withdrawn])).toEqual([
    ['refused', false],
    ['refused', true],
    ['refused', false],
    ['revoked', false],
    ['granted', false],
  ])
})

test('a payment that was taken back is not brought to life by opening it, and is put back as it was', async () => {
  const own = await newCase(caller, await newPerson(caller, { givenName: 'Fatou', familyName: family }))
  const at = `/desks/pua-milano/cases/${own}/arrival/payments/${v7()}`
  for (const body of [
    { no: 0, amount: 123_456, currency: 'TND', to: 'consultant' },
    { no: 1, amount: 123_456, currency: 'TND', to: 'consultant', withdrawn: true },
  ])
    expect((await caller('PUT', at, body)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${own}/arrivo`)
  await page.getByRole('heading', { level: 1, name: 'Arrivo e decisioni' }).waitFor()
  await settled(page)
  const payments = page.getByRole('region', { name: 'Che cosa ha pagato, e a chi' })
  await sees(payments, 'Tolto: scritto per errore')
  await payments.getByRole('link', { name: 'Consulente' }).click()
  const dialog = page.getByRole('dialog', { name: 'Pagamento' })
  await sees(dialog, 'Questo pagamento è stato tolto')
  expect(await dialog.getByRole('button', { name: 'Salva' }).count()).toBe(0)
  await looksRight(page, 'a payment that was taken back')
  await dialog.getByRole('button', { name: 'Rimetti' }).click()
  await dialog.waitFor({ state: 'detached' })
  await sees(page.locator('.strip'), '1.234,56')
  const { history = [] } = (await told(own)).payments[0] ?? {}
  expect(history.map(({ amount, withdrawn }) => [amount, withdrawn])).toEqual([
    [123_456, false],
    [123_456, true],
    [123_456, false],
  ])
})

test('of a closed case it is read, what was being written too', async () => {
  const own = await newCase(caller, await newPerson(caller, { givenName: 'Fatou', familyName: family }))
  const at = `/desks/pua-milano/cases/${own}`
  const sent = await caller('PUT', `${at}/arrival`, { no: 0, way: 'agency', text: 'x' })
  expect(sent.status).toBe(200)
  const values = { no: 0, of: null, text: 'Un pagamento lasciato a metà' }
  const draft = { kind: 'payment', record: own, body: JSON.stringify({ edition: 1, values }), edition: 1 }
  expect((await caller('PUT', `/desks/pua-milano/drafts/${v7()}`, draft)).status).toBe(200)
  const closed = { outcome: 'other', closedOn: new Date().toISOString().slice(0, 10), version: 1 }
  expect((await caller('POST', `${at}/close`, closed)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${own}/arrivo`)
  await page.getByRole('heading', { level: 1, name: 'Arrivo e decisioni' }).waitFor()
  await settled(page)
  await sees(page, 'Qui si legge soltanto')
  await sees(page, 'Un pagamento lasciato a metà')
  expect(await page.getByRole('button', { name: 'Aggiungi' }).count()).toBe(0)
  await looksRight(page, 'arrival and decisions of a closed case')
  await page.getByRole('button', { name: 'Leggi tutto' }).click()
  const dialog = page.getByRole('dialog', { name: 'Come è arrivata la persona' })
  await dialog.getByRole('heading', { name: 'Come è arrivata la persona' }).waitFor()
  await sees(dialog, 'Agenzia o intermediario')
})
