import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { expectAccessible, holdBack, openStage, says, sees, settled, signIn, visit } from './stage.ts'
import { type Served, serveVarco } from './varco.ts'

const family = 'Wiremubalogun'
const stage = openStage([family, 'granaiozzurro'])
const who = 'tutor2.milano'

/** What is typed, in parts; free text as an operator writes it. */
const first = 'Riferisce di un granaiozzurro'
const second = ' e di turni senza riposo'

type Form = { name: string; path: string; log: string; logged: string }
const contactForm: Form = {
  name: 'a contact',
  path: '/contatti/nuovo',
  log: 'Registra il contatto',
  logged: 'Contatto registrato',
}

async function noteForm(caller: Caller): Promise<Form> {
  const id = await newCase(caller, await newPerson(caller, { givenName: 'Tane', familyName: family }))
  return { name: 'a note', path: `/casi/${id}`, log: 'Salva la nota', logged: 'Nota salvata' }
}

const text = (page: Page) => page.getByRole('textbox', { name: /^Nota/ })
const status = (page: Page) => page.locator('form:has(textarea) [data-draft]')
const isKept = (page: Page, words: RegExp = /^Salvato \d\d:\d\d$/) => status(page).filter({ hasText: words }).waitFor()
const onDevice = /^Salvato su questo dispositivo/

/** Types at the end of what stands there. */
async function type(page: Page, words: string): Promise<void> {
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

async function stillThere(page: Page, words: string): Promise<void> {
  await settled(page)
  await expect.poll(() => text(page).inputValue()).toBe(words)
  await sees(page, 'Bozza ripresa')
}

/** The server has thrown a draft away: the next journey begins without it. */
const thrownAway = (page: Page) =>
  page.waitForResponse(
    (answer) => answer.request().method() === 'DELETE' && answer.url().includes('/drafts/') && answer.ok(),
  )

async function discard(page: Page): Promise<void> {
  const gone = thrownAway(page)
  await page.getByRole('button', { name: 'Scarta' }).click()
  await gone
}

async function log(page: Page, form: Form): Promise<void> {
  if (form === contactForm) await page.getByRole('radio', { name: 'Sportello', exact: true }).check()
  await page.getByRole('button', { name: form.log }).click()
  await says(page, form.logged)
}

describe.each(['contact', 'note'] as const)('%s', (kind) => {
  let form = contactForm
  beforeAll(async () => {
    if (kind === 'note') form = await noteForm(await stage.elsewhere(who))
  })
  const open = (look: Parameters<typeof stage.member>[2] = {}) => stage.member(who, form.path, look)

  test('a reload and a closed tab lose nothing, and what is saved leaves no draft', async () => {
    const page = await open()
    await type(page, first)
    await isKept(page)
    await page.reload()
    await stillThere(page, first)
    await type(page, second)
    await isKept(page)
    const address = page.url()
    const next = await page.context().newPage()
    await page.close()
    await visit(next, address)
    await stillThere(next, first + second)
    await log(next, form)
    await visit(next, address)
    await expect.poll(() => text(next).inputValue()).toBe('')
    await visit(next, '/pua-milano')
    await sees(next, 'Nessuna bozza in sospeso')
  })

  test('another device goes on where this one was left', async () => {
    const page = await open()
    await type(page, first)
    await isKept(page)
    const other = await stage.member(who)
    await other
      .getByRole('region', { name: 'Bozze' })
      .getByRole('link', { name: kind === 'contact' ? 'Contatto' : 'Nota' })
      .click()
    await stillThere(other, first)
    await discard(other)
    await expect.poll(() => text(other).inputValue()).toBe('')
  })

  test('without a network typing goes on; when it is back everything is sent', async () => {
    const page = await open({ expects: ['offline'] })
    await type(page, first)
    await isKept(page)
    await page.context().setOffline(true)
    await type(page, second)
    await isKept(page, onDevice)
    await page.context().setOffline(false)
    await isKept(page)
    // And what was never sent is found again by this device.
    await page.context().setOffline(true)
    await type(page, '!')
    await isKept(page, onDevice)
    const address = page.url()
    const next = await page.context().newPage()
    await page.close()
    await next.context().setOffline(false)
    await visit(next, address)
    await stillThere(next, `${first}${second}!`)
    // It is sent without another key, and forms in which nothing was typed send nothing.
    await isKept(next)
    const { rows } = await ask<{ rows: { body: string }[] }>(await stage.elsewhere(who), '/desks/pua-milano/drafts')
    expect(rows).toMatchObject([{ body: expect.stringContaining(`${second}!`) }])
    const gone = thrownAway(next)
    await log(next, form)
    await gone
  })

  test('a server that does not answer holds up no draft of this device', async () => {
    const page = await open()
    await type(page, first)
    await isKept(page)
    const letGo = await holdBack(page, '**/drafts')
    await page.reload()
    await stillThere(page, first)
    await letGo()
    const gone = thrownAway(page)
    await log(page, form)
    await gone
  })

  test('a session that ended asks to sign in over the form and saving goes on', async () => {
    const page = await open()
    await type(page, first)
    await isKept(page)
    await signOut(await stage.member(who), 'Esci da tutti i dispositivi')
    await type(page, second)
    const again = page.getByRole('dialog', { name: 'Accedere di nuovo' })
    await again.waitFor()
    await expectAccessible(page, 'sign in again')
    await signInAgain(page, 'not the password')
    await sees(again, 'E-mail o password non corrette')
    await signInAgain(page)
    await again.waitFor({ state: 'detached' })
    await isKept(page)
    await expect.poll(() => text(page).inputValue()).toBe(first + second)
    // Saving with a lost cookie: the same, and the save is made after it.
    await page.context().clearCookies()
    if (kind === 'contact') await page.getByRole('radio', { name: 'Sportello', exact: true }).check()
    await text(page).press('Control+Enter')
    await again.waitFor()
    const gone = thrownAway(page)
    await signInAgain(page)
    await says(page, form.logged)
    await gone
  })
})

async function chooseFromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /menu di Davide Colombo/ }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function signOut(page: Page, item: 'Esci' | 'Esci da tutti i dispositivi'): Promise<void> {
  await chooseFromMenu(page, item)
  await page.waitForURL('**/accesso')
  await page.getByLabel('E-mail').waitFor()
}

async function signInAgain(page: Page, password = stage.door().password): Promise<void> {
  const again = page.getByRole('dialog', { name: 'Accedere di nuovo' })
  await again.getByLabel('Password').fill(password)
  await again.getByRole('button', { name: 'Accedi' }).click()
}

test('what lies on the device is sealed, and signing out wipes it', async () => {
  const page = await stage.member(who, '/contatti/nuovo')
  await type(page, first)
  await isKept(page)
  const before = await deviceStore(page)
  expect(before.rows).toBe(1)
  expect(before.plain).not.toContain('granaiozzurro')
  await signOut(page, 'Esci')
  expect((await deviceStore(page)).rows).toBe(0)
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(family)
  // Nothing is lost by it: the server has it.
  await signIn(page, stage.door(), who, '/pua-milano/contatti/nuovo')
  await stillThere(page, first)
  await discard(page)
  await expect.poll(() => text(page).inputValue()).toBe('')
})

test('signing out without a network says what would be lost', async () => {
  const page = await stage.member(who, '/contatti/nuovo', { expects: ['offline'] })
  await page.context().setOffline(true)
  await type(page, first)
  await isKept(page, onDevice)
  await chooseFromMenu(page, 'Esci')
  const dialog = page.getByRole('dialog', { name: 'Ci sono bozze non ancora mandate' })
  await dialog.waitFor()
  await expectAccessible(page, 'drafts not yet sent')
  await dialog.getByRole('button', { name: 'Resta' }).click()
  await expect.poll(() => text(page).inputValue()).toBe(first)
  await page.context().setOffline(false)
  await isKept(page)
  await discard(page)
  await expect.poll(() => text(page).inputValue()).toBe('')
})

test('what is saved while its draft is on the way leaves no draft', async () => {
  const note = await noteForm(await stage.elsewhere('legale.milano'))
  const page = await stage.member('legale.milano', note.path)
  let letGo = () => {}
  const held = new Promise<void>((done) => {
    letGo = done
  })
  let asked = () => {}
  const under = new Promise<void>((done) => {
    asked = done
  })
  await page.route('**/drafts/*', async (route) => {
    if (route.request().method() === 'PUT') {
      asked()
      await held
    }
    await route.continue()
  })
  await type(page, first)
  await under
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/notes') && answer.ok())
  await page.getByRole('button', { name: note.log }).click()
  await saved
  letGo()
  await says(page, note.logged)
  await visit(page, '/pua-milano')
  await sees(page, 'Nessuna bozza in sospeso')
})

test('what is refused late, after somebody signed in again, asks nobody a second time', async () => {
  const note = await noteForm(await stage.elsewhere('legale.milano'))
  const page = await stage.member('legale.milano', note.path)
  await type(page, first)
  await isKept(page)
  await page.context().request.delete('/api/v1/session', { headers: { 'x-varco': '1' } })
  const { promise: late, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: refused, resolve: isRefused } = Promise.withResolvers<number>()
  await page.route(
    '**/drafts/*',
    async (route) => {
      const response = await route.fetch()
      isRefused(response.status())
      await late
      await route.fulfill({ response })
    },
    { times: 1 },
  )
  await type(page, second)
  expect(await refused).toBe(401)
  await text(page).press('Control+Enter')
  const again = page.getByRole('dialog', { name: 'Accedere di nuovo' })
  await again.waitFor()
  const gone = thrownAway(page)
  await signInAgain(page)
  await again.waitFor({ state: 'detached' })
  letGo()
  await says(page, note.logged)
  await gone
  expect(await again.count()).toBe(0)
})

test('what was saved does not come back, although the server never heard that its draft was thrown away', async () => {
  const caller = await stage.elsewhere('legale.milano')
  const note = await noteForm(caller)
  const page = await stage.member('legale.milano', note.path, { expects: ['offline'] })
  const drafts = async () => (await ask<{ rows: unknown[] }>(caller, '/desks/pua-milano/drafts')).rows.length
  await type(page, first)
  await isKept(page)
  expect(await drafts()).toBe(1)
  await page.route('**/drafts/*', (route) =>
    route.request().method() === 'DELETE' ? route.abort('internetdisconnected') : route.continue(),
  )
  await log(page, note)
  expect(await drafts()).toBe(1)
  // As soon as it can be told it is; the page does not wait for that.
  await page.unrouteAll()
  await visit(page, page.url())
  await expect.poll(() => text(page).inputValue()).toBe('')
  await visit(page, '/pua-milano')
  await sees(page, 'Nessuna bozza in sospeso')
  await expect.poll(drafts).toBe(0)
})

test('what is typed before the older draft has come is kept beside it', async () => {
  const caller = await stage.elsewhere('legale.milano')
  const note = await noteForm(caller)
  const page = await stage.member('legale.milano', note.path)
  await type(page, first)
  await isKept(page)
  const letGo = await holdBack(page, '**/drafts')
  await page.reload()
  await type(page, second)
  await letGo()
  await isKept(page)
  await expect.poll(() => text(page).inputValue()).toContain(second)
  const { rows } = await ask<{ rows: { body: string }[] }>(caller, '/desks/pua-milano/drafts')
  const kept = rows.map(({ body }) => body).join('\n')
  expect(kept).toContain(first)
  expect(kept).toContain(second)
})

describe('a killed server', () => {
  let own: Served
  const ownStage = openStage([family, 'granaiozzurro'], () => own)
  beforeAll(async () => {
    own = await serveVarco()
  })
  afterAll(() => own?.close())

  test('comes back on the same data, and everything typed meanwhile is saved', async () => {
    const note = await noteForm(await ownStage.elsewhere(who))
    const contactPage = await ownStage.member(who, contactForm.path, { expects: ['server-gone'] })
    const notePage = await contactPage.context().newPage()
    await visit(notePage, `/pua-milano${note.path}`)
    const both = [contactPage, notePage]
    for (const page of both) {
      await type(page, first)
      await isKept(page)
    }
    await own.kill()
    for (const page of both) {
      await type(page, second)
      await isKept(page, onDevice)
    }
    // Saving now says what is safe; nothing goes away.
    await contactPage.getByRole('radio', { name: 'Sportello', exact: true }).check()
    await contactPage.getByRole('button', { name: contactForm.log }).click()
    await sees(contactPage, 'Il sistema non risponde')
    await own.start()
    for (const page of both) {
      await isKept(page)
      await expect.poll(() => text(page).inputValue()).toBe(first + second)
    }
    await log(contactPage, contactForm)
    await log(notePage, note)
    await visit(notePage, notePage.url())
    await sees(notePage.getByRole('region', { name: 'Cronologia' }), first + second)
    await contactPage.getByRole('link', { name: 'Vai ai contatti' }).click()
    await contactPage.getByRole('table').getByRole('link').first().click()
    await sees(contactPage, first + second)
  })
})

/** How many rows this device keeps, and everything in them that can be read without a key. */
function deviceStore(page: Page): Promise<{ rows: number; plain: string }> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const kept: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames)
        kept.push(...(await asked(database.transaction(store).objectStore(store).getAll())))
      database.close()
    }
    const read = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value)
      if (typeof value === 'object' && value !== null) return Object.values(value).map(read).join('\n')
      return String(value)
    }
    return { rows: kept.length, plain: kept.map(read).join('\n') }
  })
}
