import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, openStage, phone, says, sees, visit } from './stage.ts'

const stage = openStage([])
const name = 'Doposcuola Quaranteemila'
const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true })
const rows = (page: Page) => page.getByRole('table', { name: 'Rete' }).getByRole('row')

test('a service is proposed, approved, found by its filters, and kept true', async () => {
  const tutor = await stage.member('tutor.milano', '/rete')
  await tutor.getByRole('link', { name: 'Proponi un servizio' }).click()
  await tutor.getByLabel('Servizio', { exact: true }).fill(name)
  await tutor.getByLabel('Nome dell’ente').fill('Ente Inventato del Percorso')
  await tutor.getByLabel('Zona').fill('Quartiere Inventato')
  await button(tutor, 'Proponi').click()
  await sees(tutor.getByRole('alert').first(), 'Bisogni')
  await tutor.getByRole('checkbox', { name: 'Alfabetizzazione' }).check()
  await button(tutor, 'Aggiungi: Recapito').click()
  const way = tutor.getByRole('group', { name: 'Recapito 1' })
  await way.getByLabel('Tipo').selectOption('free-number')
  await way.getByLabel('Numero o indirizzo').fill('800 000 999')
  await way.getByLabel('Da dove funziona').selectOption('some-operators')
  await expectAccessible(tutor, 'proposing a service')
  await button(tutor, 'Proponi').click()
  await says(tutor, 'Proposta inviata a chi coordina')
  await tutor.getByRole('heading', { level: 1, name: 'Proposte' }).waitFor()
  await visit(tutor, '/pua-milano/rete?zona=Quartiere+Inventato')
  await tutor.getByText('Nessun servizio con questi filtri.').waitFor()

  const coordinator = await stage.member('coordinatore.milano', '/rete')
  await coordinator.getByRole('link', { name: /proposte da valutare/ }).click()
  await coordinator.getByRole('link', { name }).click()
  await sees(coordinator.getByRole('region', { name: 'Il servizio proposto' }), 'Ente Inventato del Percorso')
  await expectAccessible(coordinator, 'answering a proposal')
  await button(coordinator, 'Approva').click()
  await says(coordinator, 'Proposta approvata: la rete la vede')

  // Another desk of the network finds it: by need, by area, by a word.
  const neighbour = await stage.member('tutor.bergamo', '/rete', { desk: 'pua-bergamo' })
  await neighbour.getByLabel('Bisogno').selectOption('literacy')
  await neighbour.getByLabel('Zona').selectOption('Quartiere Inventato')
  await expect.poll(() => rows(neighbour).count()).toBe(2)
  await neighbour.getByRole('searchbox').fill('percorso inventat')
  await neighbour.waitForURL(/parole=percorso/)
  await neighbour.getByRole('link', { name }).click()
  await sees(neighbour.getByRole('region', { name: 'Come si raggiunge' }), 'Non risponde da tutti gli operatori mobili')
  await expect
    .poll(() => neighbour.getByRole('link', { name: '800 000 999' }).getAttribute('href'))
    .toBe('tel:800000999')
  await expect.poll(() => button(neighbour, 'È ancora vero').count()).toBe(0)
  await expectAccessible(neighbour, 'a service of another desk')
  await neighbour.setViewportSize(phone)
  await expectAccessible(neighbour, 'a service of another desk at 390 px')

  await coordinator.getByRole('link', { name: 'Apri la voce' }).click()
  await coordinator.getByLabel('Liberi').fill('9')
  await coordinator.getByLabel('In tutto').fill('8')
  await button(coordinator, 'Aggiorna i posti').click()
  await sees(coordinator.getByRole('region', { name: 'Posti' }), 'i liberi non possono essere più del totale')
  await coordinator.getByLabel('Liberi').fill('3')
  await button(coordinator, 'Aggiorna i posti').click()
  await says(coordinator, 'Posti aggiornati')
  await button(coordinator, 'È ancora vero').click()
  await says(coordinator, 'Segnato come vero a oggi')
  await sees(coordinator.getByRole('region', { name: 'Storia della voce' }), 'Verificato')
})

test('a change of a neighbour is declined with a reason, which the neighbour reads', async () => {
  const neighbour = await stage.member('tutor.bergamo', '/rete?parole=dormitorio', { desk: 'pua-bergamo' })
  await neighbour.getByRole('link', { name: 'Dormitorio La Soglia' }).click()
  await button(neighbour, 'Proponi una modifica').click()
  await neighbour.getByLabel('Costo').fill('Cinque euro a notte')
  await button(neighbour, 'Proponi').click()
  await says(neighbour, 'Proposta inviata a chi coordina')

  const coordinator = await stage.member('coordinatore.milano', '/rete/proposte')
  await coordinator.getByRole('link', { name: 'Dormitorio La Soglia' }).click()
  await sees(coordinator.getByRole('region', { name: 'Che cosa cambia' }), 'Cinque euro a notte')
  await button(coordinator, 'Non approvare…').click()
  await button(coordinator, 'Non approvare').click()
  await coordinator.getByText('Da compilare.').waitFor()
  await coordinator.getByLabel('Motivo').fill('Resta gratuito: chiesto oggi.')
  await button(coordinator, 'Non approvare').click()
  await says(coordinator, 'Risposta inviata')

  await visit(neighbour, '/pua-bergamo/rete/proposte?mostra=ended')
  await sees(neighbour.getByRole('region', { name: 'Concluse' }), 'Resta gratuito: chiesto oggi.')
})

test('a list of services is looked at, brought in, and again adds nothing', async () => {
  const page = await stage.member('coordinatore.milano', '/rete', { expects: ['refused-file'] })
  await page.getByRole('link', { name: 'Portare dentro un elenco' }).click()
  const lines = [
    'Servizio;Ente;Ambito;Bisogni;Lingue;Colore',
    'Sartoria Quaranteemila;Ente Elenco;Milano;Lavoro;Klingon;blu',
    ';Ente;;;;',
  ]
  const file = { name: 'elenco.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
  const choose = () => page.locator('input[type=file]').setInputFiles(file)
  await choose()
  await sees(page.getByRole('region', { name: 'Da correggere' }), 'Manca o è troppo corto')
  await sees(page.getByRole('region', { name: 'Parole non capite' }), 'Klingon')
  await sees(page.getByRole('main'), 'Colonne non lette: Colore')
  await expectAccessible(page, 'a list that was looked at')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'a list that was looked at, at 390 px')
  await page.getByLabel('Verificate il', { exact: true }).fill('10/11/2026')
  await button(page, 'Porta dentro una voce').click()
  await sees(page.getByRole('main'), 'Una voce portata dentro.')
  await choose()
  await sees(page.getByRole('main'), 'Nel file non c’è nulla di nuovo da portare dentro.')
  await page.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from('{"contents": [') })
  await sees(page.getByRole('main'), 'Illeggibile')
  await visit(page, '/pua-milano/rete?mostra=ours&parole=quaranteemila+sartoria')
  await page.getByRole('link', { name: 'Sartoria Quaranteemila' }).click()
  await sees(page.getByRole('main'), 'Vero al 10 nov 2026')
})
