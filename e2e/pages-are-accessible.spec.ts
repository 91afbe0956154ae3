import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, newCase, newContact, newNote, newPerson } from './records.ts'
import { sendSome } from './sent.ts'
import { axe, desktop, expectAccessible, openStage, overflow, phone, settled, visit } from './stage.ts'

const family = 'Quaranteebalogun'
const stage = openStage([family, 'Shevchenko', 'Olena'])
const ids = {
  person: '',
  case: '',
  closed: '',
  contact: '',
  import: v7(),
  service: '',
  proposal: '',
  came: '',
  draft: '',
}

beforeAll(async () => {
  const caller = await stage.elsewhere('rete.milano')
  // As long as names get: fifty letters and no place to break.
  ids.person = await newPerson(caller, { givenName: 'Massimiliana', familyName: family, phones: ['3480000000'] })
  ids.case = await newCase(caller, ids.person)
  ids.contact = await newContact(caller, ids.person)
  const directory = await ask<{ rows: { id: string }[] }>(caller, '/desks/pua-milano/directory?words=scuola')
  const proposals = await ask<{ rows: { id: string }[] }>(caller, '/desks/pua-milano/proposals')
  ids.service = directory.rows[0]?.id ?? ''
  ids.proposal = proposals.rows[0]?.id ?? ''
  await sendSome(caller, ids.case, ids.person, 2)
  const came = await ask<{ rows: { id: string }[] }>(caller, '/desks/pua-milano/referrals?show=overdue')
  const drafts = await ask<{ rows: { id: string }[] }>(caller, '/desks/pua-milano/referrals?way=out&show=waiting')
  const closed = await ask<{ rows: { id: string }[] }>(caller, '/desks/pua-milano/cases?state=closed')
  ids.closed = closed.rows[0]?.id ?? ''
  ids.came = came.rows[0]?.id ?? ''
  ids.draft = drafts.rows[0]?.id ?? ''
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
  ['documents', () => `/casi/${ids.case}/documenti`],
  ['documents, a goal', () => `/casi/${ids.case}/documenti?per=contract`],
  ['the safe contact of a person', () => `/persone/${ids.person}?apri=contatto`],
  ['a new relative', () => `/persone/${ids.person}?apri=familiare`],
  ['a pathway with nothing', () => `/casi/${ids.case}/percorso`],
  ['templates of pathways', () => '/modelli'],
  ['the questions of a desk', () => '/domande'],
  ['a new question of a desk', () => '/domande?apri=nuova'],
  ['answers to the questions of a desk', () => `/casi/${ids.case}/domande`],
  ['a pathway from a template', () => `/casi/${ids.case}/percorso?obiettivo=modello`],
  ['a new goal', () => `/casi/${ids.case}/percorso?obiettivo=nuovo`],
  ['outcomes after the closing', () => `/casi/${ids.closed}/percorso`],
  ['signs of a case', () => `/casi/${ids.case}/segni`],
  ['arrival and decisions', () => `/casi/${ids.case}/arrivo`],
  ['a new decision of others', () => `/casi/${ids.case}/arrivo?apri=decisione`],
  ['working hours of a case', () => `/casi/${ids.case}/orari`],
  ['letters of a case', () => `/casi/${ids.case}/lettere`],
  ['templates of letters', () => '/modelli-lettere'],
  ['documents of the desk', () => '/modelli-documenti'],
  ['files of a case', () => `/casi/${ids.case}/file`],
  ['tasks', () => '/compiti'],
  ['the workload', () => '/carico'],
  ['the calendar', () => '/agenda'],
  ['a new appointment', () => '/agenda/nuovo'],
  ['the queue of today', () => '/agenda/coda'],
  ['the own calendar', () => '/agenda/mia'],
  ['rooms and mediation', () => '/agenda/stanze'],
  ['referrals', () => '/invii'],
  ['a referral that came in', () => `/invii/${ids.came}`],
  [
    'declining a referral',
    () => `/invii/${ids.came}`,
    async (page) => {
      await page.locator('.title-actions .menu button').click()
      await page.locator('[role=menu] [role=menuitem]').first().click()
      await page.locator('dialog[open] fieldset').waitFor()
    },
  ],
  ['a referral before it is sent', () => `/invii/${ids.draft}`],
  [
    'choosing a service',
    () => `/casi/${ids.case}/invio`,
    async (page) => {
      const other = page.locator('.page-main > .card .lines > li:not(.service-item) button')
      await other.or(page.locator('.service-item button').first()).waitFor()
      // A draft of the other language's visit has its service: another one is chosen.
      if ((await other.count()) > 0) await other.click()
      await page.locator('.service-item button').first().waitFor()
    },
  ],
  [
    'a new referral',
    () => `/casi/${ids.case}/invio`,
    async (page) => {
      await page.locator('.service-item button').first().click()
      await page.locator('#question').waitFor()
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
  ['the map of the network', () => '/rete/mappa'],
  ['the map, areas', () => '/rete/mappa?vista=zone'],
  ['signals of antennas', () => '/segnalazioni'],
  ['an emergency', () => '/emergenze/nuova'],
  ['the return', () => '/monitoraggio'],
  ['the year', () => '/monitoraggio/anno'],
  ['imports', () => '/importazione'],
  ['an import', () => `/importazione/${ids.import}`],
  ['privacy of a person', () => `/persone/${ids.person}/privacy`],
  ['texts and arrangements', () => '/informative'],
  ['not found', () => '/non-esiste'],
]

const groups = Array.from({ length: Math.ceil(pages.length / 8) }, (_, at) => pages.slice(at * 8, at * 8 + 8)).map(
  (group) => [group[0]?.[0], group.at(-1)?.[0], group] as const,
)

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

  test('the pages have an import to show', async () => {
    const page = await stage.member('rete.milano')
    await page.request.post(`/api/v1/desks/pua-milano/imports/${ids.import}`, {
      headers: { 'x-varco': '1', 'content-type': 'application/octet-stream', 'x-file-name': 'registro.csv' },
      data: Buffer.from('Codice;Data contatto;Cognome;Sesso\nPUA-1;10/01/2026;Rossi;M\nPUA-2;10/01/2026;Bianchi;?'),
    })
  })

  // Eight at a time: one test for all of them would be the longest of the run by far.
  test.each(groups)('pages from %s to %s at 1280, 390 and 320 px', async (_first, _last, group) => {
    const page = await stage.member('rete.milano')
    await speak(page)
    const found: string[] = []
    for (const [name, path, then] of group) {
      await visit(page, `/pua-milano${path()}`)
      await then?.(page)
      found.push(...(await wrongWith(page, name, lang)))
    }
    expect(found).toEqual([])
  })

  test('the own profile', async () => {
    const page = await stage.member('rete.milano')
    await speak(page)
    await visit(page, '/profilo')
    expect(await wrongWith(page, 'profile', lang)).toEqual([])
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
    for (const [name, path] of [
      ['accesses', '/accessi'],
      ['notices by mail', '/avvisi'],
      ['emergency accesses', '/emergenze'],
      ['reassigning referrals', '/invii/riassegna'],
    ] as const) {
      await visit(coordinator, `/pua-milano${path}`)
      found.push(...(await wrongWith(coordinator, name, lang)))
    }
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

test('the language is switched in place, and what was typed stays', async () => {
  const page = await stage.member('tutor.lecco', '', { desk: 'pua-lecco' })
  await visit(page, '/pua-lecco/contatti?mostra=mine')
  await page.getByRole('button', { name: 'English' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/pua-lecco/contatti?mostra=mine')
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('main').getByRole('link', { name: 'New contact' }).click()
  await page.getByRole('textbox', { name: /^Note/ }).fill('stays')
  await page.getByRole('button', { name: 'Italiano' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Nuovo contatto' }).waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: /^Nota/ }).inputValue()).toBe('stays')
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
    await expect.poll(() => page.getByText('I nomi sono nascosti.').count()).toBe(0)
    await page.clock.runFor('00:15')
    await page.getByText('I nomi sono nascosti.').waitFor()
    expect(await readable(page, family)).toEqual([])
    await expectAccessible(page, 'names hidden')
  })
})
