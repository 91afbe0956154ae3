import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { type Caller, newCase, newNote, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, sees, visit } from './stage.ts'

const family = 'Letturawqv'
const stage = openStage([family, 'Kadija', 'cooperativa'])
let [tutor, lawyer] = [] as unknown as [Caller, Caller]
beforeAll(async () => {
  tutor = await stage.elsewhere('tutor.milano')
  lawyer = await stage.elsewhere('legale.milano')
})

const desk = '/desks/pua-milano'
const now = () => today(new Date().toISOString())
const done = async (reply: Promise<Response>) => expect((await reply).status).toBe(200)

/** A case with a pathway, a task that is late, a document that ends, and a note. */
async function fullCase(): Promise<string> {
  const kase = await newCase(tutor, await newPerson(tutor, { givenName: 'Kadija', familyName: family }))
  await newNote(tutor, kase, 'Racconta della cooperativa e delle ore')
  const goal = v7()
  const at = `${desk}/cases/${kase}`
  await done(tutor('PUT', `${at}/pathway/goals/${goal}`, { no: 0, area: 'italian', text: 'Imparare', agreedOn: now() }))
  const task = { no: 0, caseId: kase, owner: null, state: 'open' }
  await done(tutor('PUT', `${desk}/tasks/${v7()}`, { ...task, text: 'Chiamare la questura', day: addDays(now(), -1) }))
  await done(
    tutor('PUT', `${at}/documents/tax-code`, { no: 0, state: 'held', expiresOn: addDays(now(), 20), number: '' }),
  )
  return kase
}

test('a case is read by keyboard: what presses, what happened in every part, what is looked for; each part is a key away', async () => {
  const kase = await fullCase()
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  const timeline = page.getByRole('region', { name: 'Cronologia' })
  const pressing = page.getByRole('region', { name: 'Che cosa preme' })
  await expect
    .poll(() => pressing.getByRole('listitem').allInnerTexts())
    .toEqual([
      expect.stringMatching(/Compito: Chiamare la questura · era per il/),
      expect.stringMatching(/Documento che scade: Codice fiscale/),
    ])
  await sees(timeline, 'Obiettivo concordato: Imparare')
  await sees(timeline, 'Codice fiscale alfanumerico: In possesso')
  await looksRight(page, 'a case with its timeline')

  await timeline.getByRole('button', { name: 'Documenti (1)' }).press('Enter')
  await expect.poll(() => timeline.locator('.entry').count()).toBe(1)
  await timeline.getByRole('button', { name: 'Tutto' }).press('Enter')
  await page.keyboard.press('r')
  const search = timeline.getByRole('searchbox')
  await expect.poll(() => hasFocus(search)).toBe(true)
  await page.keyboard.type('ORE cooperativa')
  await expect.poll(() => timeline.locator('.entry').count()).toBe(1)
  await sees(timeline, 'Una riga trovata')
  // What the page says of a line is looked for too, and stands there again for whoever comes back from one.
  await search.fill('colloquio giulia')
  await expect.poll(() => timeline.locator('.entry').count()).toBe(1)
  await page.keyboard.press('Escape')
  await search.fill('codice fiscale')
  await timeline.getByRole('link', { name: /Codice fiscale/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Documenti' }).waitFor()
  await page.goBack()
  await expect.poll(() => search.inputValue()).toBe('codice fiscale')
  await search.fill('xyzzy')
  await sees(timeline, 'Nessuna riga con queste parole')
  await search.fill('')

  for (const [key, heading] of [
    ['d', 'Documenti'],
    ['p', 'Percorso'],
    ['f', 'File del caso'],
    ['o', 'Orari di lavoro'],
  ] as const) {
    await page.getByRole('heading', { level: 1, name: `Kadija ${family}` }).press(key)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await visit(page, `/pua-milano/casi/${kase}`)
    await sees(page.getByRole('region', { name: 'Cronologia' }), 'Presa in carico')
  }
})

test('what a colleague wrote since the last look is marked, on a phone too, until it was seen', async () => {
  const kase = await fullCase()
  await done(tutor('POST', `${desk}/cases/${kase}/look`, { until: new Date().toISOString(), seen: true }))
  const english = { locale: 'en-GB' }
  await newNote(lawyer, kase, 'Ha portato la busta paga')
  await newNote(tutor, kase, 'Mia, e non nuova')
  const page = await stage.member('tutor.milano', `/casi/${kase}`, { phone: true, ...english })
  const timeline = page.getByRole('region', { name: /^(Cronologia|Timeline)$/ })
  await sees(timeline, /Una novità dei colleghi|One thing from colleagues/)
  await expect.poll(() => timeline.locator('.entry', { hasText: /nuovo|new/ }).allInnerTexts()).toHaveLength(1)
  await timeline.getByRole('button', { name: /^(Novità|New) \(1\)$/ }).click()
  await expect.poll(() => timeline.locator('.entry').allInnerTexts()).toEqual([expect.stringMatching(/busta paga/)])
  await page.evaluate(() => scrollTo(0, 0))
  await looksRight(page, 'what is new in a case, on a phone')
  await timeline.getByRole('button', { name: /Ho visto tutto|I have seen all/ }).press('Enter')
  await expect.poll(() => timeline.getByText(/novità dei colleghi|from colleagues/).count()).toBe(0)
  // The button is gone: the keyboard goes on where it stood.
  await expect.poll(() => hasFocus(timeline)).toBe(true)
  await expect.poll(() => timeline.locator('.entry').count()).toBeGreaterThan(3)
  await page.reload()
  await sees(timeline, /Presa in carico|Taken in charge/)
  await expect.poll(() => timeline.getByRole('button', { name: /^(Novità|New)/ }).count()).toBe(0)
})

test('chosen parts of a case are taken out on paper, by keyboard, and the case says so', async () => {
  const kase = await fullCase()
  await newNote(tutor, kase, 'Riga di un lungo racconto.\n'.repeat(150))
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('button', { name: 'Altre azioni' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Fascicolo da stampare' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Fascicolo da stampare' })
  await dialog.getByRole('button', { name: 'Prepara' }).press('Enter')
  await sees(dialog, 'Scegli almeno una parte.')
  await sees(dialog, 'Scrivi per chi o per che cosa serve.')
  await looksRight(page, 'a dossier that lacks what it is for')
  await dialog.getByRole('checkbox', { name: 'Note' }).press(' ')
  await dialog.getByLabel('Per chi o per che cosa').fill('Udienza')
  await dialog.getByLabel('Per chi o per che cosa').press('Enter')
  const link = dialog.getByRole('link', { name: 'Scarica il fascicolo' })
  await link.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')])
  const paper = readFileSync(await download.path(), 'utf8')
  expect(paper).toContain('Racconta della cooperativa e delle ore')
  expect(paper).not.toContain('Imparare')
  // Each printed page bears the mark: of some, as many as there are.
  const print = await page.context().newPage()
  await print.setContent(paper)
  const printed = await getDocument({ data: new Uint8Array(await print.pdf()) }).promise
  await print.close()
  expect(printed.numPages).toBeGreaterThan(2)
  for (let no = 1; no <= printed.numPages; no += 1) {
    const { items } = await (await printed.getPage(no)).getTextContent()
    expect(items.map((item) => ('str' in item ? item.str : '')).join(' '), `page ${no}`).toMatch(/COPIA [0-9A-F]{6}/)
  }
  const number = paper.match(/COPIA ([0-9A-F]{6})/)?.[1]
  await dialog.getByRole('button', { name: 'Chiudi' }).last().press('Enter')
  // From the line of the case it is fetched until the evening; the number on the paper leads back to it.
  const line = page.getByRole('region', { name: 'Cronologia' }).locator('.entry', { hasText: `COPIA ${number}: Note` })
  const [again] = await Promise.all([page.waitForEvent('download'), line.getByRole('link').press('Enter')])
  expect(readFileSync(await again.path(), 'utf8')).toContain(`COPIA ${number}`)
  await sees(page.getByRole('region', { name: 'Cronologia' }), 'Fascicolo da stampare preparato: Udienza')
})
