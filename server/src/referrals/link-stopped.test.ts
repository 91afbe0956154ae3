import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import italian from '#model/referrals/link-messages.it.json' with { type: 'json' }
import { ask } from '../platform/testing-ask.ts'
import { ByLink, type Linked } from '../testing-by-link.ts'
import { erased } from '../testing-erasure.ts'
import { addTarget, arrived } from '../testing-referrals.ts'

const its = new ByLink()
const { open, enter, act, read, standing } = its

beforeAll(() => its.begin())
afterAll(() => its.end())

const facts = { scopes: ['name', 'phones', 'story'], question: 'Zqxquestion', story: 'Zqxstory' }
const stopped = 'ha fermato la condivisione'

const restrict = (person: string) =>
  its.worker.call('POST', `/persons/${person}/restrictions`, { id: v7(), reason: 'contested' })

const shows = (html: string) =>
  ['Amina', 'Diallo', 'Zqxquestion', 'Zqxstory', 'Zqxmessage', 'Zqxplace', 'Legale'].filter((word) =>
    html.includes(word),
  )

/** Under way by link, with a message and an appointment. */
async function underWay(): Promise<Linked> {
  const linked = await its.linked(facts)
  await enter(linked)
  await act(linked.token, 'accept')
  await its.worker.call('POST', `/referrals/${linked.id}/messages`, { id: v7(), text: 'Zqxmessage' })
  const meeting = { no: 0, day: '2026-01-20', time: '10:30', place: 'Zqxplace', with: '' }
  await its.worker.call('POST', `/referrals/${linked.id}/appointment`, meeting)
  await act(linked.token, 'begin')
  expect(shows((await open(linked.token)).html)).toContain('Zqxmessage')
  return linked
}

/** The own entry of the desk that sends, with a number. */
async function ownEntry(isPublic: boolean): Promise<void> {
  const entry = await addTarget(its.server, its.coordinator, 'here')
  const ways = [{ kind: 'phone', value: '+39 02 000 <2222', from: 'everywhere', note: '' }]
  await ask(its.server.database.supervisor, 'update service set facts = facts || $1::jsonb where id = $2', [
    JSON.stringify({ ways, public: isPublic }),
    entry,
  ])
}

describe('where nothing covers it any more, the page of a link', () => {
  test('shows nothing of the person after a consent was withdrawn, does not live longer, and may still say that it was done', async () => {
    const linked = await underWay()
    const before = await standing(linked.id)
    await its.worker.call('POST', `/persons/${linked.person}/grounds/${linked.ground}/end`, { reason: 'x' })
    await arrived(its.server)
    its.server.clock.forward(60)
    // The page on which a yes was just given says it no more: it is stopped.
    expect((await open(linked.token, '?fatto=accept')).html).not.toContain('Il sì è registrato')
    for (const { html } of [await open(linked.token), await enter(linked), await act(linked.token, 'message')]) {
      expect(shows(html)).toEqual([])
      expect(html).toContain(stopped)
    }
    expect((await open(linked.token, '?lang=en')).html).toContain('has stopped sharing')
    const { html } = await open(linked.token)
    expect([...html.matchAll(/name="act" value="([a-z-]+)"/g)].map(([, each]) => each)).toEqual(['finish', 'interrupt'])
    expect((await standing(linked.id)).endsAt).toBe(before.endsAt)
    const done = await act(linked.token, 'finish', { outcome: 'need-met' })
    expect(done.html).toContain(italian['invio.thanks'])
    expect(await read(linked.id)).toMatchObject({ state: 'done' })
  })

  test('asks for no words after an erasure, and takes none', async () => {
    const linked = await underWay()
    await erased(its.worker, its.coordinator, linked.person)
    const { html } = await open(linked.token)
    expect(shows(html)).toEqual([])
    expect(html).toContain('ha cancellato i dati di questa persona')
    expect(html).not.toContain('<textarea')
    const tried = await act(linked.token, 'finish', { outcome: 'need-met', words: 'Zqxword' })
    expect(tried.html).toContain(italian['invio.moved'])
    expect(await read(linked.id)).toMatchObject({ state: 'in-progress' })
    await act(linked.token, 'finish', { outcome: 'need-met' })
    expect(await read(linked.id)).toMatchObject({ state: 'done' })
  })

  test('shows nothing after a yes that came before a restriction, and shows it again once that is lifted', async () => {
    const linked = await its.linked(facts)
    await enter(linked)
    await act(linked.token, 'accept')
    const made = await restrict(linked.person)
    expect(made.status).toBe(200)
    expect(shows((await open(linked.token)).html)).toEqual([])
    const { body } = await its.worker.call('GET', `/persons/${linked.person}/privacy`)
    const lifted = await its.coordinator.call(
      'POST',
      `/persons/${linked.person}/restrictions/${body.restrictions[0].id}/end`,
      { words: 'Chiarito con la persona' },
    )
    expect(lifted.status, JSON.stringify(lifted.body)).toBe(200)
    expect(shows((await open(linked.token)).html)).toContain('Amina')
  })

  test('opened for the first time gives nothing, and what was sent has not come', async () => {
    const linked = await its.linked(facts)
    await restrict(linked.person)
    const first = await enter(linked)
    expect([shows(first.html), first.cookie, first.html.includes(stopped)]).toEqual([[], '', true])
    expect(first.html).not.toContain('name="act"')
    expect(await read(linked.id)).toMatchObject({ state: 'sent', deliveredAt: null })
    const refused = await its.makeLink(linked.id)
    expect(refused).toMatchObject({
      status: 409,
      body: { reason: 'share-refused', errors: [{ pointer: '/share', code: 'restricted' }] },
    })
  })

  test('says whom to call, as the open page does, by the number that the desk makes public; and not before the code', async () => {
    const linked = await underWay()
    const number = '<a href="tel:+39020002222">+39 02 000 &#60;2222</a>'
    await ownEntry(false)
    expect((await open(linked.token)).html).not.toContain('tel:')
    await ownEntry(true)
    expect((await open(linked.token)).html).toContain(number)
    await restrict(linked.person)
    const { html } = await open(linked.token)
    expect([html.includes(stopped), html.includes(number)]).toEqual([true, true])
    its.forget(linked.token)
    expect((await open(linked.token)).html).not.toContain('tel:')
  })

  test('shows nothing to a body whose arrangement ended', async () => {
    const linked = await its.linked(facts)
    await enter(linked)
    const { rows } = (await its.coordinator.call('GET', '/arrangements')).body
    const over = { day: '2026-01-15', reason: 'Over' }
    for (const { id, writtenIn } of rows)
      await its.coordinator.call('POST', `/arrangements/${writtenIn}/${id}/end`, over)
    const { html } = await open(linked.token)
    expect([shows(html), html.includes(italian['invio.do.accept'])]).toEqual([[], false])
    expect(html).toContain(italian['invio.do.decline'])
  })
})
