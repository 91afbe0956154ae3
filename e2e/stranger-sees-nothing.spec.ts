import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { newCase, newContact, newPerson } from './records.ts'
import { expectAccessible, openStage, says, sees, settled, visit } from './stage.ts'

/** Names and words of the Milan desk that nobody else may ever be sent. */
const secret = ['Nkolobalogun', 'confidenzarossa', 'Amadou', 'Olena', 'Shevchenko']
const stage = openStage(secret)
const ids = { person: '', case: '', contact: '' }

beforeAll(async () => {
  const caller = await stage.elsewhere('tutor.milano')
  ids.person = await newPerson(caller, { givenName: 'Esi', familyName: 'Nkolobalogun', phones: ['3471234599'] })
  ids.case = await newCase(caller, ids.person)
  ids.contact = await newContact(caller, ids.person)
})

const missing = (page: Page) => page.getByRole('heading', { level: 1, name: 'Questa pagina non c’è' })
const places = (page: Page) => page.getByRole('navigation', { name: 'Sezioni' }).first().getByRole('link')

const milan = () => [
  '',
  '/contatti',
  `/contatti/${ids.contact}`,
  '/contatti/nuovo',
  '/persone',
  `/persone/${ids.person}`,
  `/persone/${ids.person}/presa-in-carico`,
  '/casi',
  `/casi/${ids.case}`,
  '/monitoraggio',
  '/importazione',
  '/accessi',
  '/avvisi',
]

test('a member of another desk finds a calm page at every address of this one, and hears nothing', async () => {
  const page = await stage.member('tutor.bergamo', '', { desk: 'pua-bergamo' })
  for (const path of milan()) {
    await page.goto(`/pua-milano${path}`)
    await missing(page).waitFor()
  }
  await expectAccessible(page, 'an address of another desk')
  await page.getByRole('link', { name: 'Torna a Oggi' }).click()
  await page.waitForURL('**/pua-bergamo')
  const all = await stage.heard(page)
  expect(all).toContain('pua-bergamo')
  expect(secret.filter((word) => all.includes(word))).toEqual([])
})

test('an id of another desk is as unknown in the own desk as one that never was', async () => {
  const page = await stage.member('tutor.bergamo', '', { desk: 'pua-bergamo' })
  const nobody = '019aa000-0000-7000-8000-000000000000'
  const words = async (path: string) => {
    await page.goto(`/pua-bergamo${path}`)
    await sees(page.getByRole('main'), 'Non trovato')
    return (await page.getByRole('main').innerText()).replace(/[0-9a-f-]{36}/g, '')
  }
  for (const [path, id] of [
    ['/casi', ids.case],
    ['/persone', ids.person],
    ['/contatti', ids.contact],
  ])
    expect(await words(`${path}/${id}`)).toBe(await words(`${path}/${nobody}`))
  const all = await stage.heard(page)
  expect(secret.filter((word) => all.includes(word))).toEqual([])
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Cerca una persona, una sezione o un servizio' }).fill('Nkolobalogun')
  await sees(page, 'Nessun risultato')
})

test('an outreach worker sees whom she met and what she recorded, and no one else', async () => {
  const page = await stage.member('strada.derive', '/contatti')
  const before = await page.getByRole('row').count()
  for (const path of [`/casi/${ids.case}`, `/persone/${ids.person}`, `/contatti/${ids.contact}`]) {
    await page.goto(`/pua-milano${path}`)
    await sees(page.getByRole('main'), 'Non trovato')
  }
  await visit(page, '/pua-milano/persone')
  await page.getByRole('searchbox').fill('Nkolobalogun')
  await sees(page, 'Nessuna persona trovata')
  await visit(page, '/pua-milano/casi')
  await visit(page, '/pua-milano')
  const all = await stage.heard(page)
  expect(secret.filter((word) => all.includes(word))).toEqual([])

  await visit(page, '/pua-milano/contatti/nuovo')
  await page.getByRole('radio', { name: 'Unità di strada' }).check()
  await page.getByRole('button', { name: 'Registra il contatto' }).click()
  await says(page, 'Contatto registrato')
  await visit(page, '/pua-milano/contatti')
  await expect.poll(() => page.getByRole('row').count()).toBe(Math.max(before, 1) + 1)
})

describe('a coordinator', () => {
  const writes =
    /^(Nuovo contatto|Nuova persona|Registra|Correggi|Ritira il contatto|Prendi in carico|Scrivi una nota|Aggiungi|Salva la nota)/

  test('reads, assigns and closes, but is offered nothing to write', async () => {
    const page = await stage.member('coordinatore.milano')
    for (const path of [
      '',
      '/contatti',
      `/contatti/${ids.contact}`,
      '/persone',
      `/persone/${ids.person}`,
      '/casi',
      `/casi/${ids.case}`,
    ]) {
      await visit(page, `/pua-milano${path}`)
      const main = page.getByRole('main')
      const more = main.getByRole('button', { name: 'Altre azioni' })
      if (await more.isVisible()) await more.click()
      const offered = await main
        .locator('a, button, [role=menuitem]')
        // To give a task is to assign: that a coordinator does.
        .evaluateAll((all) =>
          all.filter((one) => !one.closest('.task-add')).map((one) => (one.textContent ?? '').trim()),
        )
      // Arrangements between bodies are a coordinator's to write, and nothing about a person.
      const written = offered.filter((words) => writes.test(words) && words !== 'Registra l’accordo')
      expect([path, written]).toEqual([path, []])
      expect([path, await main.locator('textarea').count()]).toEqual([path, 0])
    }
    await page.getByRole('menuitem', { name: 'Chiudi il caso' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Affida' }).waitFor()
  })

  test('who types the address of a form that is not granted finds the calm page', async () => {
    const page = await stage.member('coordinatore.milano')
    for (const path of ['/contatti/nuovo', '/persone/nuova', `/persone/${ids.person}/presa-in-carico`]) {
      await page.goto(`/pua-milano${path}`)
      await missing(page).waitFor()
    }
  })
})

test('a desk administrator sees the log of accesses and no person', async () => {
  const page = await stage.member('amministrazione.milano')
  await expect.poll(() => places(page).allInnerTexts()).toEqual(['Registro accessi'])
  await sees(page, 'Questa utenza non segue casi in questo sportello')
  await expectAccessible(page, 'home of a desk administrator')
  await places(page).first().click()
  await page.waitForURL('**/accessi')
  await page.getByRole('row').nth(1).waitFor()
  for (const path of ['/contatti', '/persone', '/casi', `/casi/${ids.case}`, '/monitoraggio', '/importazione']) {
    await page.goto(`/pua-milano${path}`)
    await missing(page).waitFor()
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Cerca una persona, una sezione o un servizio' }).fill('Nkolo')
  await sees(page, 'non le persone')
  const all = await stage.heard(page)
  expect(secret.filter((word) => all.includes(word))).toEqual([])
})

test('a liaison desk gets a calm home and calls nothing it may not', async () => {
  const page = await stage.member('consolato.egitto', '', { desk: 'consolato-egitto' })
  await page.getByRole('heading', { level: 1, name: 'Buon lavoro, Hoda' }).waitFor()
  await sees(page, 'Questa utenza non segue casi in questo sportello')
  await expect.poll(() => page.getByRole('main').getByRole('button').count()).toBe(0)
  await page.waitForLoadState('networkidle')
  await expectAccessible(page, 'home of a liaison desk')
})

test('what is granted in one desk is not granted in another of the same member', async () => {
  const page = await stage.member('rete.milano')
  await page.getByRole('button', { name: /^Sportello: .*Cambia sportello$/ }).click()
  await page.getByRole('menuitemradio', { name: /Derive e Approdi/ }).click()
  await page.waitForURL('**/derive-e-approdi')
  await settled(page)
  await visit(page, '/derive-e-approdi/persone')
  await sees(page, 'Ehigie')
  await expect.poll(() => page.getByText('Nkolobalogun').count()).toBe(0)
})
