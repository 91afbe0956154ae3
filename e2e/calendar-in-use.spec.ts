import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { addDays, type CivilDate, formatDate, today, weekdayOf } from '#model/calendar.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { expectAccessible, looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Calendarioqqtouré'
const stage = openStage([family, 'Ousmane', 'Qqsciarpa'])
const here = today(new Date().toISOString())
const typed = (day: CivilDate) => day.split('-').reverse().map(Number).join('/')
/** A Thursday far ahead, where nobody has anything. */
const quiet = addDays(here, 119 + ((11 - weekdayOf(here)) % 7))
let caller: Caller
let me = ''
const plan = async (more: object) => {
  const id = v7()
  const facts = { id, day: quiet, time: '09:00', minutes: 60, kind: 'team', colleagues: [me], ...more }
  expect((await caller('POST', '/desks/pua-milano/calendar', facts)).status).toBe(200)
  return id
}

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  me = (await ask<{ accountId: string }>(caller, '/session')).accountId
})

test('of two who change a room the second is told, keeps what was typed, and saves over it; the patron day is had back', async () => {
  const other = await stage.elsewhere('coordinatore.milano')
  const put = async (path: string, body: object) =>
    expect((await other('PUT', `/desks/pua-milano/${path}`, body)).status).toBe(200)
  const [room, mediator] = [v7(), v7()]
  await put(`rooms/${room}`, { version: 0, name: 'Qqsciarpa sala', retired: false })
  const outside = { account: null, name: 'Qqsciarpa Inventata', phone: '000', languages: ['wo'], retired: false }
  await put(`mediators/${mediator}`, { version: 0, ...outside })
  const page = await stage.member('coordinatore.milano', '/agenda/stanze')
  await page.getByRole('button', { name: 'Modifica Qqsciarpa sala' }).click()
  await put(`rooms/${room}`, { version: 1, name: 'Qqsciarpa salone', retired: false })
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nome').fill('Qqsciarpa stanza')
  await dialog.getByLabel('Nome').press('Enter')
  await sees(dialog, 'Adesso: Qqsciarpa salone.')
  expect(await dialog.getByLabel('Nome').inputValue()).toBe('Qqsciarpa stanza')
  await looksRight(page, 'a room that somebody else changed')
  await dialog.getByLabel('Nome').press('Enter')
  await page.getByRole('button', { name: 'Modifica Qqsciarpa stanza' }).waitFor()

  await page.getByRole('button', { name: 'Modifica Qqsciarpa Inventata' }).click()
  await put(`mediators/${mediator}`, { version: 1, ...outside, phone: '111' })
  await dialog.getByLabel('Telefono').fill('222')
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await sees(dialog, /Adesso: Qqsciarpa Inventata · 111 · Wolof\./)
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await sees(page, 'Wolof · 222')
  // Out of use: somebody else was first, the page shows it, and the next press works.
  await put(`rooms/${room}`, { version: 3, name: 'Qqsciarpa quieta', retired: false })
  await page.getByRole('button', { name: 'Metti fuori uso Qqsciarpa stanza' }).click()
  await says(page, 'Qualcun altro l’ha cambiato intanto')
  await page.getByRole('button', { name: 'Metti fuori uso Qqsciarpa quieta' }).click()
  await page.getByRole('button', { name: 'Rimetti in uso Qqsciarpa quieta' }).waitFor()

  const card = page.getByRole('region', { name: 'Santo patrono' })
  await card.getByRole('button', { name: 'Scrivi' }).click()
  await dialog.getByLabel('Nome del giorno').fill('San Nessuno')
  await dialog.getByLabel('Giorno e mese').fill('1/3')
  await dialog.getByLabel('Giorno e mese').press('Enter')
  await sees(card, 'San Nessuno')
  await card.getByRole('button', { name: 'Togli' }).click()
  await sees(card, 'Non è scritto')
  await page.getByRole('status').getByRole('button', { name: 'Annulla' }).last().click()
  await sees(card, 'San Nessuno')
  await card.getByRole('button', { name: 'Togli' }).click()
  await sees(card, 'Non è scritto')
})

test('who clicks twice does it once: an outcome, who waits, a task', async () => {
  const kase = await newCase(caller, await newPerson(caller, { givenName: 'Ousmane', familyName: family }))
  const id = await plan({ day: here, time: '00:20', minutes: 10, kind: 'call', case: kase })
  const page = await stage.member('tutor.milano', `/agenda/${id}`)
  await page.getByRole('button', { name: 'La persona non è venuta' }).dblclick()
  await sees(page, 'Non è venuta')
  await expect.poll(() => page.getByRole('button', { name: 'Togli l’esito' }).count()).toBe(1)
  expect(await page.getByRole('alert').count()).toBe(0)
  expect((await ask<{ no: number }>(caller, `/desks/pua-milano/calendar/${id}`)).no).toBe(2)

  for (const name of ['Qqsciarpa uno', 'Qqsciarpa due'])
    await caller('POST', '/desks/pua-milano/walk-ins', { id: v7(), name })
  type Waiting = { rows: { name: string; state: string }[] }
  const states = async () =>
    (await ask<Waiting>(caller, '/desks/pua-milano/walk-ins')).rows
      .filter(({ name }) => name.startsWith('Qqsciarpa'))
      .map(({ state }) => state)
  await visit(page, '/pua-milano/agenda/coda')
  const button = page.getByRole('button', { name: 'Ricevi: Qqsciarpa uno' })
  await button.dblclick()
  await sees(page.getByRole('region', { name: 'Con una collega o un collega' }), 'Qqsciarpa uno')
  expect(await page.getByText('Qualcun altro è stato più veloce').count()).toBe(0)
  expect(await states()).toEqual(['with', 'waiting'])

  await visit(page, '/pua-milano/compiti')
  await page.locator('#task-text').fill('Telefonare al Comune')
  await page.locator('#task-text').press('Enter')
  await says(page, 'Compito aggiunto')
  await page.getByRole('checkbox', { name: /Telefonare al Comune/ }).dblclick()
  await says(page, 'Compito fatto')
  expect(await page.locator('.toast-bad').count()).toBe(0)
})

test('a draft is taken up with its words and the day that was looked at, and the day of before is one press away', async () => {
  const page = await stage.member('tutor2.milano', `/agenda/nuovo?giorno=${quiet}`)
  await page.locator('#text').fill('Portare le buste paga')
  await page.locator('[data-draft="saved"]').waitFor()
  const other = addDays(quiet, 1)
  await visit(page, `/pua-milano/agenda/nuovo?giorno=${other}`)
  await expect.poll(() => page.locator('#text').inputValue()).toBe('Portare le buste paga')
  await expect.poll(() => page.locator('#day').inputValue()).toBe(typed(other))
  await says(page, `Nella bozza: ${typed(quiet)}`)
  await looksRight(page, 'a draft under another day')
  await page.getByRole('button', { name: `Rimetti ${typed(quiet)}` }).click()
  await expect.poll(() => page.locator('#day').inputValue()).toBe(typed(quiet))
  await page.locator('[data-draft="saved"]').waitFor()
  // Loaded again it stays as it was put.
  await visit(page, `/pua-milano/agenda/nuovo?giorno=${other}`)
  await sees(page, 'Bozza ripresa')
  await expect.poll(() => page.locator('#day').inputValue()).toBe(typed(quiet))
})

test('a drag ends with Escape where it began; to a Sunday or an hour that is none the calendar says why', async () => {
  const spring = Array.from({ length: 366 }, (_, at) => addDays(here, 14 + at)).find(
    (day) => day.slice(5, 7) === '03' && weekdayOf(day) === 7 && day.slice(8) > '24',
  ) as CivilDate
  await plan({ day: spring, time: '01:00', minutes: 30 })
  await plan({ day: addDays(spring, -1), time: '10:00' })
  const page = await stage.member('tutor.milano', `/agenda?giorno=${spring}&vista=settimana`, {
    expects: ['refused-file'],
  })
  const drag = async (name: string, right: number, down: number) => {
    const block = page.getByRole('link', { name })
    await block.scrollIntoViewIfNeeded()
    const box = await block.boundingBox()
    if (!box) throw new Error('nothing to drag')
    await page.mouse.move(box.x + 20, box.y + 5)
    await page.mouse.down()
    await page.mouse.move(box.x + 20 + right / 2, box.y + 5 + down / 2, { steps: 4 })
    await page.mouse.move(box.x + 20 + right, box.y + 5 + down, { steps: 4 })
  }
  const column = await page.locator('.agenda-column').first().boundingBox()
  const wide = column?.width ?? 0
  await drag('10:00–11:00', 0, 104)
  await page.locator('.agenda-ghost').waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('.agenda-ghost').count()).toBe(0)
  await page.mouse.up()
  expect(page.url()).toContain('/agenda?')
  await page.getByRole('link', { name: '10:00–11:00' }).waitFor()
  await drag('10:00–11:00', wide, 0)
  await page.mouse.up()
  await says(page, /Spostato.*Questo giorno è (domenica|festivo)/)
  // The hour that clocks skip.
  await drag('01:00–01:30', 0, 78)
  await page.mouse.up()
  await sees(page, 'Questa ora non c’è')
  await expectAccessible(page, 'what was dragged to where it cannot be')
  await page.getByRole('link', { name: '01:00–01:30' }).waitFor()
  await visit(page, '/pua-milano/agenda?giorno=9999-12-31')
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await settled(page)
  await page.getByText('Oggi', { exact: true }).first().waitFor()
  expect(await page.getByText('Errore').count()).toBe(0)
})

test('before a series is moved it shows where each falls, and afterwards it is had back as one', async () => {
  const days = [0, 7, 14].map((more) => ({ id: v7(), day: addDays(quiet, more) }))
  const series = { time: '17:00', minutes: 60, kind: 'team', colleagues: [me] }
  expect((await caller('POST', '/desks/pua-milano/calendar/series', { id: v7(), ...series, days })).status).toBe(200)
  await plan({ day: addDays(quiet, 8), time: '18:00' })
  const page = await stage.member('tutor.milano', `/agenda/${days[0]?.id}`)
  await page.getByRole('button', { name: 'Sposta questo e i seguenti' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sposta questo e i seguenti' })
  await dialog.getByLabel('Giorno').fill(typed(addDays(quiet, 1)))
  await dialog.getByLabel('Ora').fill('18')
  const shown = dialog.getByRole('group', { name: 'Giorni' })
  await sees(shown, `${formatDate(addDays(quiet, 15), 'it')}, 18:00–19:00`)
  await sees(shown.getByRole('listitem').nth(1), /ha già: 18:00–19:00/)
  await looksRight(page, 'where a series would fall')
  await dialog.getByLabel('Giorno').fill(typed(addDays(here, 725)))
  await sees(shown, 'Mancano più di due anni.')
  await dialog.getByLabel('Giorno').fill(typed(addDays(quiet, 1)))
  await dialog.getByLabel('Ora').press('Enter')
  await says(page, 'Spostati')
  await page.getByRole('status').getByRole('button', { name: 'Annulla' }).click()
  await says(page, 'Rimessi com’erano')
  const { day, time, next } = await ask<{ day: string; time: string; next: { day: string; time: string }[] }>(
    caller,
    `/desks/pua-milano/calendar/${days[0]?.id}`,
  )
  expect([{ day, time }, ...next].map((one) => `${one.day} ${one.time}`)).toEqual(days.map((one) => `${one.day} 17:00`))
})

test('who came is not lost on the way', async () => {
  const page = await stage.member('tutor2.milano', '/agenda/coda')
  await page.getByLabel('Come chiamare la persona').fill('Qqsciarpa verde')
  await page.locator('[data-draft="saved"]').waitFor()
  await visit(page, '/pua-milano')
  await page.getByRole('link', { name: 'Arrivo in coda' }).click()
  await settled(page)
  await expect.poll(() => page.getByLabel('Come chiamare la persona').inputValue()).toBe('Qqsciarpa verde')
  await looksRight(page, 'somebody came, taken up')
  await page.getByRole('button', { name: 'Metti in coda' }).click()
  await says(page, 'In coda.')
  await expect.poll(() => page.getByLabel('Come chiamare la persona').inputValue()).toBe('')
})

test('who mediates and is a member stands once, is told to be taken, and who would see nothing is named', async () => {
  type Member = { accountId: string; name: string; roles: string[] }
  const { rows } = await ask<{ rows: Member[] }>(caller, '/desks/pua-milano/members')
  const street = rows.find(({ roles }) => roles.length === 1 && roles[0] === 'outreach_worker')
  const coordinator = await stage.elsewhere('coordinatore.milano')
  const mediator = v7()
  const listed = { version: 0, account: me, name: '', phone: '', languages: ['wo'], retired: false }
  expect((await coordinator('PUT', `/desks/pua-milano/mediators/${mediator}`, listed)).status).toBe(200)
  const myName = rows.find(({ accountId }) => accountId === me)?.name ?? ''
  const day = addDays(quiet, 21)
  const kase = await newCase(caller, await newPerson(caller, { givenName: 'Ousmane', familyName: family }))
  const { accountId: other } = await ask<{ accountId: string }>(coordinator, '/session')
  await plan({ day, kind: 'interview', case: kase, colleagues: [other], mediator, language: 'wo' })
  const page = await stage.member('tutor.milano', `/agenda?giorno=${day}&vista=elenco`)
  await sees(page, '09:00–10:00')
  const options = await stage.member('coordinatore.milano', '/agenda')
  await options.locator('#agenda-whom').waitFor()
  await expect
    .poll(async () =>
      (await options.locator('#agenda-whom option').allTextContents()).filter((each) => each === myName),
    )
    .toHaveLength(1)
  await visit(page, `/pua-milano/agenda/nuovo?giorno=${day}&ora=09:30&caso=${kase}`)
  await sees(page, `${myName} ha già: 09:00–10:00`)
  if (street) await sees(page, `${street.name} – non segue il caso`)
  expect(street).toBeDefined()
  await looksRight(page, 'a new appointment with who would see nothing')
})
