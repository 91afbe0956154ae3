import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { calls, figures, inBrowser, keepFigures, onDemonstration, say } from './timed.ts'
import { call, hangUp, signIn } from './varco.ts'

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '200' }, draws: { type: 'string', default: '20' } },
})
const desk = '/api/v1/desks/pua-milano'
const email = 'tutor.milano@demo.varco.example'
const words = 'Colloquio con la persona: racconta delle ore e di come viene pagata. '.repeat(8)

/** Entries of a case that is long: 500 lines of its timeline. */
const size = { notes: 200, services: 100, tasks: 100, goals: 20, steps: 60, documents: 10, appointments: 10 }

async function longCase(address: string, cookie: string): Promise<string> {
  const send = async (method: 'POST' | 'PUT', path: string, body: object) => {
    const answer = await call(address, cookie, method, `${desk}${path}`, body)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
  }
  const today = new Date().toISOString().slice(0, 10)
  const [person, id] = [v7(), v7()]
  const me = JSON.parse((await call(address, cookie, 'GET', '/api/v1/session')).text).accountId as string
  const identity = { givenName: 'Prova', familyName: 'Lunghissima' }
  await send('POST', '/persons', { id: person, identity, sex: 'not_asked', citizenship: 'not_asked' })
  await send('POST', '/cases', {
    ...{ id, personId: person, openedOn: today, legalBasis: 'public-task', followers: [] },
  })
  for (let no = 0; no < size.notes; no += 1)
    await send('POST', `/cases/${id}/notes`, { id: v7(), day: today, kind: 'interview', text: `${no} ${words}` })
  for (let no = 0; no < size.services; no += 1)
    await send('POST', `/cases/${id}/services`, { id: v7(), day: today, kind: 'legal', text: `Servizio ${no}` })
  const task = { no: 0, caseId: id, owner: null, day: null, state: 'open' }
  for (let no = 0; no < size.tasks; no += 1) await send('PUT', `/tasks/${v7()}`, { ...task, text: `Compito ${no}` })
  for (let no = 0; no < size.goals; no += 1) {
    const goal = v7()
    await send('PUT', `/cases/${id}/pathway/goals/${goal}`, {
      ...{ no: 0, area: 'italian', text: `Obiettivo ${no}`, agreedOn: today },
    })
    for (let step = 0; step < size.steps / size.goals; step += 1)
      await send('PUT', `/cases/${id}/pathway/steps/${v7()}`, {
        ...{ no: 0, goal, text: `Passo ${no}.${step}`, owner: 'person', due: today },
      })
  }
  const fact = { state: 'requested', expiresOn: null }
  for (let no = 0; no < size.documents; no += 1)
    await send('PUT', `/cases/${id}/documents/tax-code`, { ...fact, no, note: `Nota ${no}` })
  for (let no = 0; no < size.appointments; no += 1)
    await send('POST', '/calendar', {
      ...{ id: v7(), case: id, day: today, time: `${String(8 + no).padStart(2, '0')}:00`, minutes: 30 },
      ...{ kind: 'interview', text: '', colleagues: [me] },
    })
  return id
}

/** From the list to the case with its timeline, and from its address typed anew. */
const browserPart = (address: string, password: string, id: string) =>
  inBrowser(address, { email, password }, async (context) => {
    const page = await context.newPage()
    const times: Record<'click' | 'address', number[]> = { click: [], address: [] }
    const path = `/pua-milano/casi/${id}`
    const timed = async (what: keyof typeof times, go: () => Promise<unknown>, no: number) => {
      const began = performance.now()
      await go()
      await page.locator('.entry-appointment').first().waitFor()
      if (no > 0) times[what].push(performance.now() - began)
    }
    for (let no = 0; no <= Number(values.draws); no += 1) {
      await page.goto('/pua-milano/casi')
      await timed('click', () => page.locator(`a[href="${path}"]`).first().click(), no)
      await timed('address', () => page.goto(path), no)
    }
    return Object.fromEntries(Object.entries(times).map(([what, taken]) => [what, figures(taken)]))
  })

await onDemonstration(
  'case',
  async () => {},
  async (address, password) => {
    const cookie = await signIn(address, email, password)
    say('a long case')
    const id = await longCase(address, cookie)
    const { timeline } = JSON.parse((await call(address, cookie, 'GET', `${desk}/cases/${id}`)).text)
    const entries = timeline.happenings.length + size.notes + size.services + 1
    say('server')
    const most = Number(values.calls)
    const server = await calls(address, cookie, `${desk}/cases/${id}`, most)
    hangUp(address)
    say('browser')
    keepFigures('case', {
      entries,
      serverMilliseconds: server,
      browserMilliseconds: await browserPart(address, password, id),
    })
  },
)
