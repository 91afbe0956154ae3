import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, newCase, newContact, newNote, newPerson } from './records.ts'
import { axe, desktop, expectAccessible, hasFocus, openStage, overflow, phone, settled, visit } from './stage.ts'

const family = 'Quaranteebalogun'
const stage = openStage([family, 'Shevchenko', 'Olena'])
const ids = { person: '', case: '', contact: '', import: v7(), service: '', proposal: '' }

beforeAll(async () => {
  const caller = await stage.elsewhere('rete.milano')
  // As long as names get: fifty letters and no place to break.
  ids.person = await newPerson(caller, { givenName: 'Massimiliana', familyName: family, phones: ['3480000000'] })
  ids.case = await newCase(caller, ids.person)
  ids.contact = await newContact(caller, ids.person)
  const directory = await ask<{ rows: { id: string }[] }>(caller, '/desks/pua-milano/directory?words=scuola')
  const proposals = await ask<{ waiting: { id: string }[] }>(caller, '/desks/pua-milano/proposals')
  ids.service = directory.rows[0]?.id ?? ''
  ids.proposal = proposals.waiting[0]?.id ?? ''
  await newNote(caller, ids.case, `Nota su ${family}.\n${'lunghissima'.repeat(30)}`)
})

/** Pages of a member, by address; `then` brings the page into the state that is looked at. */
const pages: [name: string, path: () => string, then?: (page: Page) => Promise<void>][] = [
  ['today', () => ''],
  ['contacts', () => '/contatti'],
  ['a new contact', () => '/contatti/nuovo'],
  ['a contact', () => `/contatti/${ids.contact}`],
  ['persons', () => '/persone'],
  ['a new person', () => '/persone/nuova'],
  ['a person', () => `/persone/${ids.person}`],
  ['taking charge', () => `/persone/${ids.person}/presa-in-carico`],
  ['cases', () => '/casi'],
  ['cases, none found', () => '/casi?stato=closed&segue=me'],
  ['a case', () => `/casi/${ids.case}`],
  [
    'closing a case',
    () => `/casi/${ids.case}`,
    async (page) => {
      await page.locator('.title-actions .menu button').click()
      await page.locator('[role=menu] [role=menuitem]').nth(1).click()
      await page.locator('dialog[open] fieldset').waitFor()
    },
  ],
  ['the network', () => '/rete'],
  ['the network, none found', () => '/rete?zona=Nessuna'],
  ['a service', () => `/rete/${ids.service}`],
  [
    'changing a service',
    () => `/rete/${ids.service}`,
    async (page) => {
      await page.locator('.title-actions .menu button').click()
      await page.locator('[role=menu] [role=menuitem]').first().click()
      await page.locator('#weekly').waitFor()
    },
  ],
  ['a new service', () => '/rete/nuovo'],
  ['proposals', () => '/rete/proposte'],
  ['bodies and agreements', () => '/rete/enti'],
  ['the return', () => '/monitoraggio'],
  ['the year', () => '/monitoraggio/anno'],
  ['imports', () => '/importazione'],
  ['an import', () => `/importazione/${ids.import}`],
  ['privacy of a person', () => `/persone/${ids.person}/privacy`],
  ['texts and arrangements', () => '/informative'],
  ['not found', () => '/non-esiste'],
]

/** Pages looked at, with the rules that axe leaves to people: what docs/accessibility.it.md builds on. */
const looked = new Map<string, Set<string>>()

async function violations(page: Page, name: string, where: string): Promise<string[]> {
  const { wrong, undecided } = await axe(page, where)
  looked.set(name, new Set([...(looked.get(name) ?? []), ...undecided]))
  return wrong
}

/** What is wrong with a page as it stands: axe, its one heading, title, language, and what runs over the side. */
async function wrongWith(page: Page, name: string, lang: string): Promise<string[]> {
  const found = await violations(page, name, name)
  if ((await page.locator('h1').count()) !== 1) found.push(`${name}: not one h1`)
  const title = await page.title()
  if (!/^\S.* · Varco$/.test(title) || title.includes(family)) found.push(`${name}: its title is "${title}"`)
  const said = await page.locator('html').getAttribute('lang')
  if (said !== lang) found.push(`${name}: lang is ${said}`)
  await page.setViewportSize(phone)
  found.push(...(await violations(page, name, `${name} at 390 px`)))
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    const over = await overflow(page)
    if (over > 0) found.push(`${name}: runs ${over} px over the side at ${width} px (${await widest(page)})`)
  }
  await page.setViewportSize(desktop)
  if ((await overflow(page)) > 0) found.push(`${name}: runs over the side at 1280 px`)
  return found
}

const widest = (page: Page) =>
  page.evaluate(() => {
    const over = [...document.querySelectorAll('main *, header *')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1,
    )
    return over.slice(0, 3).map((one) => `${one.tagName}.${one.className}`)
  })

describe.each(['it', 'en'] as const)('in %s', (lang) => {
  const speak = (page: Page) => page.evaluate((chosen) => localStorage.setItem('varco.lang', chosen), lang)

  test('every page at 1280, 390 and 320 px', async () => {
    const page = await stage.member('rete.milano')
    await page.request.post(`/api/v1/desks/pua-milano/imports/${ids.import}`, {
      headers: { 'x-varco': '1', 'content-type': 'application/octet-stream', 'x-file-name': 'registro.csv' },
      data: Buffer.from('Codice;Data contatto;Cognome;Sesso\nPUA-1;10/01/2026;Rossi;M\nPUA-2;10/01/2026;Bianchi;?'),
    })
    await speak(page)
    const found: string[] = []
    for (const [name, path, then] of pages) {
      await visit(page, `/pua-milano${path()}`)
      await then?.(page)
      found.push(...(await wrongWith(page, name, lang)))
    }
    await visit(page, '/profilo')
    found.push(...(await wrongWith(page, 'profile', lang)))
    expect(found).toEqual([])
  })

  test('sign-in and the register of accesses', async () => {
    const page = await (await stage.visitor()).newPage()
    await visit(page, '/accesso')
    await speak(page)
    await page.reload()
    await settled(page)
    const found = await wrongWith(page, 'sign-in', lang)
    await page.locator('#email').fill('nobody@demo.varco.example')
    await page.locator('#password').fill('not the password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    found.push(...(await wrongWith(page, 'sign-in, refused', lang)))
    const coordinator = await stage.member('coordinatore.milano')
    await speak(coordinator)
    await visit(coordinator, `/pua-milano/rete/proposte/${ids.proposal}`)
    found.push(...(await wrongWith(coordinator, 'a proposal', lang)))
    await visit(coordinator, '/pua-milano/accessi')
    found.push(...(await wrongWith(coordinator, 'accesses', lang)))
    await visit(coordinator, '/pua-milano/avvisi')
    found.push(...(await wrongWith(coordinator, 'notices by mail', lang)))
    expect(found).toEqual([])
  })
})

test('the pages looked at are those that the statement lists', async () => {
  const rows = [...looked].map(([name, undecided]) => `| ${name} | 0 | ${[...undecided].sort().join(', ') || '–'} |`)
  const text = [
    '# Pages that axe-core looks at\n',
    'Written by `e2e/pages-are-accessible.spec.ts`, compared at every change; each in Italian and English, at 1280 and 390 px.\n',
    '| Page | Violations | Da guardare (rules that axe leaves to people) |',
    '|---|---|---|',
    ...rows,
    '',
  ]
  await expect(text.join('\n')).toMatchFileSnapshot('../docs/accessibility-pages.md')
})

test('Ctrl+K finds a person and a place by keyboard alone', async () => {
  const page = await stage.member('tutor.milano')
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Cerca una persona o una sezione' })
  await expect.poll(() => hasFocus(box)).toBe(true)
  await page.keyboard.type('shevcenko')
  await page.getByRole('option', { name: /Olena Shevchenko/ }).waitFor()
  await expectAccessible(page, 'search')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Olena Shevchenko' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('monit')
  await page.getByRole('option', { name: 'Monitoraggio' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/monitoraggio')
  await page.getByRole('heading', { level: 1, name: 'Monitoraggio' }).waitFor()
  await page.keyboard.press('Control+k')
  await box.waitFor()
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })
})

test('? shows the keys of the page, j and k walk the list, Enter opens, letters typed stay letters', async () => {
  const page = await stage.member('tutor.milano', '/contatti')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Tasti rapidi' })
  await keys.getByText('Riga successiva').waitFor()
  await expectAccessible(page, 'keys')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  const link = (at: number) => page.getByRole('table').getByRole('row').nth(at).getByRole('link').first()
  await link(2).waitFor()
  for (const [key, at] of [
    ['j', 1],
    ['j', 2],
    ['k', 1],
    ['k', 1],
  ] as const) {
    await page.keyboard.press(key)
    expect([key, at, await hasFocus(link(at))]).toEqual([key, at, true])
  }
  const href = await link(1).getAttribute('href')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${href}`)
  await visit(page, '/pua-milano/persone')
  await page.getByRole('searchbox').fill('')
  await page.keyboard.type('jk?')
  expect(await page.getByRole('searchbox').inputValue()).toBe('jk?')
  expect(await keys.count()).toBe(0)
})

test('the focus is seen and never under what is fixed', async () => {
  const page = await stage.member('tutor.milano')
  const found: string[] = []
  for (const path of ['', '/contatti/nuovo', '/casi']) {
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      await visit(page, `/pua-milano${path}`)
      for (let pressed = 0; pressed < 30; pressed++) {
        await page.keyboard.press('Tab')
        const fault = await page.evaluate(focusFault)
        if (fault) found.push(`${path} at ${size.width} px: ${fault}`)
      }
    }
  }
  expect(found).toEqual([])
})

/** In the page: why what has the focus is not seen, or nothing. */
function focusFault(): string | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const name = `${element.tagName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 30)}" #${element.id}`
  const marks = [element, element.nextElementSibling, element.closest('label'), element.parentElement]
  const isMarked = marks.some((one) => {
    if (!one) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  })
  if (!isMarked) return `${name} shows no focus`
  const target = element.closest('label') ?? element
  const box = target.getBoundingClientRect()
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  const over = top?.closest('.header, .bottom-bar, .form-actions-thumb')
  if (over && !over.contains(element)) return `${name} lies under ${over.className}`
  return null
}

test('the language is switched in place, and what was typed stays', async () => {
  const page = await stage.member('tutor.lecco', '', { desk: 'pua-lecco' })
  await visit(page, '/pua-lecco/contatti?mostra=mine')
  await page.getByRole('button', { name: 'English' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/pua-lecco/contatti?mostra=mine')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('main').getByRole('link', { name: 'New contact' }).click()
  await page.getByRole('textbox', { name: /^Note/ }).fill('stays')
  await page.getByRole('button', { name: 'Italiano' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Nuovo contatto' }).waitFor()
  expect(await page.getByRole('textbox', { name: /^Nota/ }).inputValue()).toBe('stays')
  await page.getByRole('button', { name: 'Scarta' }).click()
  await page.getByRole('button', { name: 'English' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'New contact' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'New contact' }).waitFor()
  await page.getByRole('button', { name: 'Italiano' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Nuovo contatto' }).waitFor()
})

describe('the privacy shield', () => {
  /** Texts on the screen that hold a name, and can be read. */
  const readable = (page: Page, name: string) =>
    page.evaluate((word) => {
      const found: string[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement
        if (!parent?.checkVisibility() || !node.textContent?.includes(word)) continue
        if (getComputedStyle(parent).color !== 'rgba(0, 0, 0, 0)')
          found.push(`${parent.tagName}.${parent.className}: ${node.textContent}`)
      }
      return found
    }, name)

  test('hides every name at one key, and shows them again', async () => {
    const page = await stage.member('rete.milano')
    for (const path of [
      '',
      '/contatti',
      `/contatti/${ids.contact}`,
      '/persone',
      `/persone/${ids.person}`,
      `/persone/${ids.person}/presa-in-carico`,
      '/casi',
      `/casi/${ids.case}`,
    ]) {
      await visit(page, `/pua-milano${path}`)
      await expect.poll(async () => [path, (await readable(page, family)).length > 0]).toEqual([path, true])
      await page.keyboard.press('F2')
      await page.getByText('I nomi sono nascosti.').waitFor()
      expect([path, await readable(page, family)]).toEqual([path, []])
      await page.keyboard.press('F2')
      await page.getByText('I nomi sono nascosti.').waitFor({ state: 'detached' })
    }
  })

  test('comes by itself after two minutes without a touch', async () => {
    const page = await stage.member('rete.milano', '/persone')
    await page.clock.install()
    await visit(page, '/pua-milano/persone')
    await page.mouse.move(400, 400)
    await page.clock.runFor('01:50')
    expect(await page.getByText('I nomi sono nascosti.').count()).toBe(0)
    await page.clock.runFor('00:15')
    await page.getByText('I nomi sono nascosti.').waitFor()
    expect(await readable(page, family)).toEqual([])
    await expectAccessible(page, 'names hidden')
  })
})
