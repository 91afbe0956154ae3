import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { emailOf, expectAccessible, hasFocus, openStage, overflow, says, settled, tabTo } from './stage.ts'

const place = 'Mercato di via Zamenhofer'
const stage = openStage([place, 'Zamenhofer'])

/** A field of the page of one contact: its label, and what stands under it. */
const fact = (page: Page, label: string) => page.locator(`.strip div:has(dt:text-is("${label}")) dd`)

test('with the keyboard alone: from Oggi to a contact that is in the list', async () => {
  const page = await (await stage.visitor()).newPage()
  await page.goto('/')
  await page.getByLabel('E-mail').waitFor()
  await page.keyboard.type(emailOf('tutor.milano'))
  await page.keyboard.press('Tab')
  await page.keyboard.type(stage.door().password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Buon lavoro, Giulia' }).waitFor()
  await settled(page)

  const keys = countedKeys(page)
  keys.add(await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Nuovo contatto' })))
  await keys.press('Enter')
  await page.waitForURL('**/pua-milano/contatti/nuovo')
  await page.getByLabel('Ora', { exact: true }).waitFor()

  const choose = async (label: string, option: string) => {
    const radio = page.getByRole('group', { name: label }).getByLabel(option, { exact: true })
    if (!(await inGroup(page, label))) keys.add(await tabUntil(page, () => inGroup(page, label)))
    for (let step = 0; step < 12 && !(await hasFocus(radio)); step++) await keys.press('ArrowRight')
    await keys.press('Space')
    await expect.poll(() => radio.isChecked()).toBe(true)
  }
  await choose('Canale', 'Unità di strada')
  keys.add(await tabTo(page, page.getByLabel('Luogo')))
  await page.keyboard.type(place)
  keys.add(await tabTo(page, page.getByRole('combobox', { name: 'Lingua parlata' })))
  await page.keyboard.type('beng')
  await keys.press('Enter')
  keys.add(await tabTo(page, page.getByRole('combobox', { name: 'Cittadinanza' })))
  await page.keyboard.type('bangl')
  await keys.press('Enter')
  await choose('Bisogni', 'Documenti')
  await choose('Bisogni', 'Formazione')
  await keys.press('Control+Enter')

  await says(page, 'Contatto registrato')
  expect(keys.pressed).toBeLessThan(60)

  // The way back for ten seconds, and where the focus is already: on to the next.
  await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Altro contatto' }))).toBe(true)
  keys.add(await tabTo(page, page.getByRole('link', { name: 'Vai ai contatti' })))
  await keys.press('Enter')
  await page.waitForURL('**/pua-milano/contatti')
  const first = page.getByRole('table').getByRole('row').nth(1)
  await first.waitFor()
  await keys.press('j')
  await expect.poll(() => hasFocus(first.getByRole('link').first())).toBe(true)
  await keys.press('Enter')
  await page.waitForURL(/\/contatti\/[0-9a-f-]{36}$/)
  await settled(page)

  await expect.poll(() => fact(page, 'Canale').innerText()).toBe('Unità di strada')
  await expect.poll(() => fact(page, 'Luogo').innerText()).toBe(place)
  await expect.poll(() => fact(page, 'Lingua parlata').innerText()).toBe('Bengalese')
  await expect.poll(() => fact(page, 'Cittadinanza').innerText()).toBe('Bangladesh')
  await expect.poll(() => fact(page, 'Bisogni').innerText()).toBe('Documenti, Formazione')
  // What was not touched was not asked: neither is a no.
  for (const untouched of ['Settore', 'Sesso', 'Che cosa è stato dato'])
    await expect.poll(() => fact(page, untouched).innerText()).toBe('Non chiesto')
  await page.getByText('Anonimo').first().waitFor()
})

test('with a thumb alone at 390 px, and Annulla takes it back', async () => {
  const page = await stage.member('tutor.milano', '', { phone: true })
  const before = await contacts(page)
  const start = page.getByRole('main').getByRole('link', { name: 'Nuovo contatto' })
  await atThumb(page, start)
  await start.tap()
  await page.waitForURL('**/contatti/nuovo')
  await page.getByLabel('Ora', { exact: true }).waitFor()
  await expect.poll(() => overflow(page)).toBe(0)

  const choose = (label: string, option: string) =>
    page.getByRole('group', { name: label }).getByLabel(option, { exact: true }).tap()
  await choose('Canale', 'Telefono')
  await page.getByRole('group', { name: 'Cittadinanza' }).getByRole('button').first().tap()
  await choose('Sesso', 'Donna')
  await choose('Sesso', 'Preferisce non dirlo')
  await choose('Bisogni', 'Legale')
  await choose('Che cosa è stato dato', 'Volantino')
  await expectAccessible(page, 'contact form, filled, on a phone')
  const log = page.getByRole('button', { name: 'Registra il contatto' })
  await atThumb(page, log)
  await log.tap()
  await says(page, 'Contatto registrato')
  await expect.poll(() => contacts(page)).toBe(before + 1)
  await expectAccessible(page, 'contact logged, on a phone')

  await page.getByRole('button', { name: 'Annulla' }).tap()
  await says(page, 'Contatto ritirato')
  await page.getByLabel('Ora', { exact: true }).waitFor()
  await expect.poll(() => contacts(page)).toBe(before)
})

test('day and channel are needed, a day that is none is told beside the field, and what was typed stays', async () => {
  const page = await stage.member('mediatrice.milano', '/contatti/nuovo')
  await page.getByLabel('Giorno').fill('31/2/2026')
  await page.getByLabel('Nota').fill('resta')
  await page.keyboard.press('Control+Enter')
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: /Giorno: Questo giorno non esiste/ }).waitFor()
  await expect.poll(() => hasFocus(summary)).toBe(true)
  await expectAccessible(page, 'contact form with errors')
  await summary.getByRole('link', { name: /Canale: Da compilare/ }).click()
  await page.keyboard.press('Space')
  await page.getByLabel('Giorno').fill(`1/1/${new Date().getFullYear() + 1}`)
  await page.keyboard.press('Control+Enter')
  await summary.getByRole('link', { name: /Giorno: La data è nel futuro/ }).waitFor()
  await page.getByLabel('Giorno').fill('ieri')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Contatto registrato')
})

/** How many contacts the desk counts, as the server says. */
async function contacts(page: Page): Promise<number> {
  const answer = await page.request.get('/api/v1/desks/pua-milano/contacts')
  return ((await answer.json()) as { total: number }).total
}

/** In the lower half of the screen and large enough for a thumb. */
async function atThumb(page: Page, goal: Locator): Promise<void> {
  const box = await goal.boundingBox()
  const height = page.viewportSize()?.height ?? 0
  expect(box?.height).toBeGreaterThanOrEqual(44)
  expect(box?.y).toBeGreaterThan(height / 2)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height)
}

const inGroup = (page: Page, label: string) =>
  page
    .getByRole('group', { name: label })
    .evaluate((group) => group.contains(document.activeElement) && group !== document.activeElement)

async function tabUntil(page: Page, there: () => Promise<boolean>): Promise<number> {
  for (let pressed = 1; pressed <= 40; pressed++) {
    await page.keyboard.press('Tab')
    if (await there()) return pressed
  }
  throw new Error('Tab does not lead there')
}

/** Keys beside the text itself. */
function countedKeys(page: Page) {
  return {
    pressed: 0,
    add(count: number) {
      this.pressed += count
    },
    async press(key: string) {
      this.pressed += 1
      await page.keyboard.press(key)
    },
  }
}
