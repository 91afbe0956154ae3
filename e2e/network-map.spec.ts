import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { newCase, newPerson } from './records.ts'
import { sendSome } from './sent.ts'
import { expectAccessible, openStage, phone, sees, visit } from './stage.ts'

const family = 'Quarantunomila'
const stage = openStage([family])
let service = ''

beforeAll(async () => {
  const caller = await stage.elsewhere('rete.milano')
  const person = await newPerson(caller, { givenName: 'Idrissa', familyName: family })
  service = (await sendSome(caller, await newCase(caller, person), person, 3)).name
})

const table = (page: Page) => page.getByRole('table', { name: 'Gli stessi invii, in tabella' })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

test('the map shows where referrals go, its filters stand in the address, and the table says the same', async () => {
  const page = await stage.member('rete.milano', '/rete')
  await page.getByRole('link', { name: 'Mappa della rete' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mappa della rete' }).waitFor()
  const row = table(page).getByRole('row', { name: new RegExp(service) })
  await sees(row, 'PUA InLav Milano')
  await sees(row, 'in attesa')
  await expectAccessible(page, 'the map')

  // By keyboard: a name leaves its own lines in sight, and stays so when it is pressed.
  const desk = button(page, /^PUA InLav Milano ≥/)
  const lines = page.locator('.flow-lines .flow-own')
  await expect.poll(() => lines.count()).toBe(0)
  await desk.focus()
  await expect.poll(() => lines.count()).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect.poll(() => desk.getAttribute('aria-pressed')).toBe('true')
  await expectAccessible(page, 'the map, one name kept')

  await page.getByLabel('Servizi per il bisogno').selectOption('anti-trafficking')
  await page.waitForURL(/bisogno=anti-trafficking/)
  await page.getByLabel('Servizi per il bisogno').selectOption('')
  await page.getByRole('searchbox').fill('nessuna parola')
  await sees(page.getByRole('region', { name: 'Gli stessi invii, in tabella' }), 'Nessuna riga con queste parole.')
  await visit(page, '/pua-milano/rete/mappa?periodo=2020-1')
  await sees(page.getByRole('main'), 'Nessun invio da mostrare')
  await visit(page, '/pua-milano/rete/mappa')
  await page.setViewportSize(phone)
  // On a phone the table comes first, and the drawing on demand.
  const show = page.getByRole('button', { name: 'Mostra il disegno' })
  await show.waitFor()
  await expect.poll(() => page.locator('.flow-lines').count()).toBe(0)
  await expectAccessible(page, 'the map at 390 px')
  await show.click()
  await page.locator('.flow-lines').waitFor()
  await expectAccessible(page, 'the map at 390 px, drawn')
  await row.getByRole('link', { name: service }).click()
  await page.getByRole('heading', { level: 1, name: service }).waitFor()
})

test('a desk that has nothing to do with a flow reads no small number, and none at all by quarter', async () => {
  const page = await stage.member('tutor.lecco', '/rete/mappa', { desk: 'pua-lecco' })
  const row = table(page).getByRole('row', { name: new RegExp(service) })
  await sees(row, /meno di 5|5–9|10–19/)
  await expect.poll(() => row.getByText(/in attesa/).count()).toBe(0)
  const heard = await stage.heard(page)
  expect(heard).toContain('"counts":[null')
  expect(heard).not.toMatch(/"counts":\[[^\]]*\{/)
})

test('the areas lie as on a map, and each opens its services', async () => {
  const page = await stage.member('tutor.milano', '/rete/mappa?vista=zone')
  const place = async (name: string) => {
    const box = await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name, exact: true }) })
      .boundingBox()
    if (!box) throw new Error(`no tile ${name}`)
    return box
  }
  const [lecco, milan, pavia, suzzara] = [
    await place('Lecco'),
    await place('Milano'),
    await place('Alto e Basso Pavese'),
    await place('Suzzara'),
  ]
  expect(lecco.y).toBeLessThan(milan.y)
  expect(milan.y).toBeLessThan(pavia.y)
  expect(milan.x).toBeLessThan(suzzara.x)
  await expect.poll(() => page.locator('.area-tiles-placed .area-tile').count()).toBe(12)
  await expectAccessible(page, 'the areas')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'the areas at 390 px')
  await page.getByRole('link', { name: 'Bergamo', exact: true }).click()
  await page.waitForURL(/\/rete\?zona=Bergamo/)
})
