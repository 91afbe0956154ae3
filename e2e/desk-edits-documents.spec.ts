import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newCase, newPerson } from './records.ts'
import { looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Dembelepieve'
const stage = openStage([family, 'Oumou'])
const paper = 'Attestazione del Comune di Pieve'

/** Chooses a document in the last list of its name. */
const choose = (page: Page, label: string, document: string) =>
  page.getByRole('combobox', { name: label, exact: true }).last().selectOption({ label: document })

test('a coordinator adds a document, says what is different in another, is told of a circle, and takes all back', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const kase = await newCase(caller, await newPerson(caller, { givenName: 'Oumou', familyName: family }))
  const documents = `/pua-milano/casi/${kase}/documenti`

  const page = await stage.member('coordinatore.milano', `/casi/${kase}/documenti`)
  await page.getByRole('button', { name: 'Altre azioni' }).click()
  await page.getByRole('menuitem', { name: 'Documenti dello sportello' }).click()
  await page.getByRole('heading', { level: 1, name: 'Documenti dello sportello' }).waitFor()
  await settled(page)
  await sees(page, 'vale lo schema di Varco')
  await looksRight(page, 'documents of the desk, none')

  // Of its own, by keyboard from the name to the end.
  await page.getByRole('button', { name: 'Aggiungi un documento' }).press('Enter')
  const form = page.getByRole('form', { name: 'Un documento dello sportello' })
  await form.locator('#local-where').fill('Ufficio casa, via Roma 1')
  await form.getByLabel('Fonte', { exact: true }).press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'Come si chiama' }).waitFor()
  await form.locator('#local-name').fill(paper)
  await form.getByText('In inglese: Come si chiama').click()
  await form.locator('#local-name-en').fill('Statement of the municipality of Pieve')
  await form.getByRole('button', { name: 'Aggiungi che cosa serve' }).press('Enter')
  await choose(page, 'Documento', 'Passaporto o documento d’identità del Paese')
  await form.getByRole('button', { name: 'Aggiungi un’alternativa' }).press('Enter')
  await choose(page, 'oppure', 'Permesso di soggiorno')
  await form.getByLabel('Fonte', { exact: true }).fill('Comune di Pieve, ufficio casa')
  await form.getByLabel('Controllato il').fill('oggi')
  await looksRight(page, 'a document of the desk that is written')
  // Left and found again, as it was typed.
  await page.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Aggiungi un documento' }).click()
  await expect.poll(() => form.locator('#local-name').inputValue()).toBe(paper)
  await form.getByLabel('Fonte', { exact: true }).press('Control+Enter')
  await says(page, 'Salvato. Vale da subito')

  // What is different in a document of Varco.
  await page.getByLabel('Un documento di Varco che qui è diverso').selectOption({ label: 'Residenza' })
  const residence = page.getByRole('form', { name: 'Residenza' })
  await residence.locator('#local-where').fill('Anagrafe di Pieve, su appuntamento')
  await residence.getByRole('button', { name: 'Aggiungi che cosa serve' }).click()
  await choose(page, 'Documento', paper)
  await residence.getByRole('button', { name: 'Aggiungi un’altra strada' }).click()
  await choose(page, 'Al posto di', 'Titolo per abitare (affitto, comodato, consenso)')
  await choose(page, 'qui basta', 'Dichiarazione di ospitalità')
  await residence.getByLabel('Fonte', { exact: true }).fill('https://comune.pieve.example/anagrafe')
  await residence.getByLabel('Controllato il').fill('oggi')
  await looksRight(page, 'what is different in a document')
  await residence.getByLabel('Fonte', { exact: true }).press('Control+Enter')
  await residence.waitFor({ state: 'detached' })
  const own = page.getByRole('region', { name: paper })
  const changed = page.getByRole('region', { name: 'Residenza' })
  await sees(changed, 'Con dati dello sportello')
  await looksRight(page, 'documents of the desk')

  // A circle is told with its documents before anything is written.
  await own.getByRole('button', { name: 'Cambia' }).click()
  await own.getByRole('button', { name: 'Aggiungi che cosa serve' }).click()
  await choose(page, 'Documento', 'Residenza')
  await own.getByLabel('Fonte', { exact: true }).press('Control+Enter')
  const refused = own.getByRole('alert').filter({ hasText: 'Così non si può salvare' })
  await sees(refused, `in cerchio: Residenza → ${paper} → Residenza`)
  await looksRight(page, 'a circle that is refused')
  await own.getByRole('button', { name: 'Togli: serve 2' }).click()
  await own.getByLabel('Fonte', { exact: true }).press('Control+Enter')
  await own.getByRole('button', { name: 'Cambia' }).waitFor()

  // Whoever works in cases sees it where documents are, said to be the desk's.
  const worker = await stage.member('tutor.milano', `/casi/${kase}/documenti`)
  const list = worker.getByRole('table', { name: 'Elenco' })
  const row = (name: string) => list.getByRole('row').filter({ has: worker.getByRole('link', { name, exact: true }) })
  await sees(row(paper), 'Dello sportello')
  await sees(row('Residenza'), 'Con dati dello sportello')
  await row(paper).getByRole('link').click()
  const dialog = worker.getByRole('dialog', { name: paper })
  await sees(dialog, 'Ufficio casa, via Roma 1')
  await sees(dialog, 'Comune di Pieve, ufficio casa, letta il')
  await dialog.getByRole('radio', { name: 'In possesso' }).click()
  await dialog.getByLabel('Nota').fill('Vista')
  await looksRight(worker, 'a document of the desk’s own')
  await dialog.getByLabel('Nota').press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await sees(row(paper), 'In possesso')
  await visit(worker, `${documents}?documento=residence`)
  await sees(worker.getByRole('dialog'), 'Di solito:')
  await worker.getByRole('dialog').getByRole('link', { name: 'comune.pieve.example' }).first().waitFor()
  await looksRight(worker, 'a document that is different here')

  // Needed by another, it stays; then it is used no more, and what was written is still read.
  await own.getByRole('button', { name: 'Non usare più' }).click()
  await says(page, 'Altre modifiche dello sportello hanno bisogno di questo documento')
  await changed.getByRole('button', { name: 'Torna a quello di Varco' }).click()
  await sees(changed, 'Vale solo Varco')
  await own.getByRole('button', { name: 'Non usare più' }).click()
  await sees(own, 'Oggi non in uso')
  await visit(worker, documents)
  await sees(row(paper), 'Oggi non in uso')
  await sees(row(paper), 'In possesso')
  await looksRight(worker, 'a document that is used no more')
})

test('an edit that closes a circle with the graph as it is now is left out, is told of, and the rest works', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const kase = await newCase(caller, await newPerson(caller, { givenName: 'Oumou', familyName: family }))
  const page = await stage.member('coordinatore.milano')
  const none = { it: '', en: '' }
  const facts = { where: none, bring: none, time: none, validFrom: null, validUntil: null, ways: [] }
  const version = (document: string, no: number, more: object) => ({
    document,
    versions: [
      {
        ...{ no, by: 'Anna', at: '2026-01-15T09:00:00.000Z' },
        edit: { own: null, ...facts, requires: [], source: 'Comune', checkedOn: '2026-01-10', ...more },
      },
    ],
  })
  // As if the product had changed after it was written: nobody could write this today.
  await page.route('**/documents/edits', async (route) => {
    const answer = await route.fetch()
    const body = await answer.json()
    const rows = [
      version('passport', 900, { requires: [['hospitality']] }),
      version('tax-code', 901, { where: { it: 'Sportello di via Larga', en: '' } }),
    ]
    await route.fulfill({ response: answer, json: { ...body, rows: [...body.rows, ...rows] } })
  })
  for (const path of ['/modelli-documenti', `/casi/${kase}/documenti`]) {
    await visit(page, `/pua-milano${path}`)
    await sees(page, 'Una modifica dello sportello resta fuori dallo schema: tutto il resto vale')
    await sees(page, /in cerchio: .*Dichiarazione di ospitalità/)
    await looksRight(page, `left out: ${path.slice(0, 10)}`)
  }
  const row = page.getByRole('table', { name: 'Elenco' }).getByRole('row').filter({ hasText: 'Passaporto' }).first()
  await sees(row, 'Ottenibile ora')
  await page.getByRole('link', { name: 'Codice fiscale alfanumerico' }).first().click()
  await sees(page.getByRole('dialog'), 'Sportello di via Larga')
})
