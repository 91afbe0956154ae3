import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import english from '#model/referrals/link-messages.en.json' with { type: 'json' }
import italian from '#model/referrals/link-messages.it.json' with { type: 'json' }
import { ask } from '../platform/testing-ask.ts'
import { readParts } from '../platform/testing-smtp.ts'
import { ByLink } from '../testing-by-link.ts'
import { record, takeCharge } from '../testing-records.ts'
import { arrived, bodyBehind, coverFor, draft, send } from '../testing-referrals.ts'

const its = new ByLink()
const { open, post, enter, act, read, standing, nothing } = its

beforeAll(() => its.begin())
afterAll(() => its.end())

const facts = { scopes: ['name', 'story'], question: 'Zqxquestion', story: 'Zqxstory' }

describe('a body without an account', () => {
  test('gets a mail that says who asks and nothing of anybody, and opens nothing without the code', async () => {
    const before = its.smtp.taken.length
    const { token, code, id } = await its.linked(facts)
    const raw = `${its.smtp.taken[before]?.raw}${readParts(its.smtp.taken[before]?.raw ?? '').join()}`
    expect(raw).toContain('Desk here')
    for (const word of ['Amina', 'Diallo', 'Zqx', code, id, 'Ascolto']) expect(raw).not.toContain(word)
    const { status, html, headers } = await open(token)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
    })
    expect(html).toContain('Desk here, della rete Test network net')
    for (const word of ['Amina', 'Zqx', 'Ascolto', 'Legale']) expect(html).not.toContain(word)
    // To open the link is not to see the referral.
    expect(await read(id)).toMatchObject({ state: 'sent', deliveredAt: null, toDesk: { code: '' } })
    expect((await open(token, '?lang=en')).html).toContain('code of eight digits')
  })

  test('proposes and confirms an appointment, and is told where the desk was first', async () => {
    const linked = await its.linked(facts)
    const { token, id } = linked
    const asked = { day: '2026-01-20', time: '10:30', place: 'Via Zqxplace 3', with: 'Zqxwith' }
    await enter(linked)
    const appointment = async () => (await its.worker.call('GET', `/referrals/${id}/appointment`)).body
    expect((await open(token)).html).not.toContain(italian['invio.meeting.propose'])
    expect((await act(token, 'accept')).html).toContain(italian['invio.meeting.propose'])
    const past = await act(token, 'appoint', { no: '0', ...asked, day: '2026-01-14' })
    expect([past.status, past.html.includes('Zqxplace')]).toEqual([422, true])
    expect(past.html).toContain(italian['invio.wrong.day'])
    const never = async (more: object) => (await act(token, 'appoint', { no: '0', ...asked, ...more })).html
    expect(await never({ day: '2026-03-29', time: '02:30' })).toContain(italian['invio.wrong.not-on-the-clock'])
    expect(await never({ day: '9999-12-31' })).toContain(italian['invio.wrong.date-too-far'])
    expect((await act(token, 'appoint', { no: '0', ...asked, place: '' })).html).toContain(italian['invio.wrong.place'])
    const proposed = await act(token, 'appoint', { no: '0', ...asked })
    expect([proposed.status, proposed.html.includes('20 gennaio 2026, ore 10:30')]).toEqual([200, true])
    expect(proposed.html).not.toContain(italian['invio.do.appoint-confirm'])
    expect(await appointment()).toMatchObject({ no: 1, state: 'proposed', own: false, words: asked })
    const changed = { no: 1, ...asked, time: '16:00' }
    expect((await its.worker.call('POST', `/referrals/${id}/appointment`, changed)).status).toBe(200)
    const late = await act(token, 'appoint', { no: '1', ...asked, time: '12:00' })
    expect([late.status, late.html.includes('12:00')]).toEqual([409, true])
    expect((await act(token, 'appoint-confirm', { no: '2' })).status).toBe(200)
    const { state, steps } = await appointment()
    expect([state, steps.map(({ by }: { by: string | null }) => by !== null)]).toEqual([
      'confirmed',
      [false, true, false],
    ])
    expect((await act(token, 'appoint-cancel', { no: '3' })).status).toBe(200)
    expect(await appointment()).toMatchObject({ state: 'cancelled', can: ['propose'] })
    expect((await act(token, 'appoint-nothing', { no: '4' })).status).toBe(422)
  })

  test('reads the minimum with the code, the rest after the yes, and what is done stands in the case', async () => {
    const linked = await its.linked(facts)
    const { token, code, id } = linked
    const opened = await post(token, { code: `${code.slice(0, 4)} ${code.slice(4)}` })
    expect(opened.status).toBe(200)
    expect(opened.cookie).toMatch(/HttpOnly/i)
    expect(opened.cookie).toMatch(/SameSite=Strict/i)
    expect(opened.cookie).toContain(`Path=/invio/${token}`)
    for (const word of ['Zqxquestion', 'Legale', 'Ascolto']) expect(opened.html).toContain(word)
    for (const word of ['Amina', 'Diallo', 'Zqxstory']) expect(opened.html).not.toContain(word)
    expect(await read(id)).toMatchObject({ state: 'seen', side: 'sender' })
    expect(await standing(id)).toMatchObject({ state: 'opened', address: expect.stringMatching(/^ente-/) })

    const yes = await act(token, 'accept')
    expect(yes.status).toBe(200)
    for (const word of ['Amina Diallo', 'Zqxstory', italian['invio.do.begin']]) expect(yes.html).toContain(word)
    await act(token, 'message', { words: 'Quando\r\nviene?' })
    await its.worker.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Domani' })
    await arrived(its.server)
    expect((await open(token)).html).toContain('Domani')
    expect((await act(token, 'begin')).status).toBe(200)
    const done = await act(token, 'finish', { outcome: 'need-met', words: 'Fatto il colloquio' })
    expect(done.html).toContain(italian['invio.thanks'])
    await arrived(its.server)
    const { body: file } = await its.worker.call('GET', `/cases/${linked.case}`)
    expect(file.services).toMatchObject([{ id, kind: 'legal', text: 'Ascolto: Fatto il colloquio' }])
    const after = await read(id)
    expect(after).toMatchObject({ state: 'done', outcome: 'need-met' })
    expect(
      after.timeline.map(({ act, by, desk }: never) => [act, by !== null, (desk as { code: string }).code]),
    ).toEqual([
      ['draft', true, 'here'],
      ['send', true, 'here'],
      ['deliver', false, ''],
      ['see', false, ''],
      ['accept', false, ''],
      ['begin', false, ''],
      ['finish', false, ''],
    ])
    expect(after.messages.map(({ text, by }: never) => [text, by !== null]).sort()).toEqual([
      ['Domani', true],
      ['Fatto il colloquio', false],
      ['Quando\nviene?', false],
    ])
    expect(await standing(id)).toMatchObject({ state: 'used', address: null })
    expect(await open(token)).toMatchObject({ status: 404, html: await nothing() })
  })

  test('is sent on after each answer, so that loading the page again sends nothing again', async () => {
    const linked = await its.linked()
    const { token, id } = linked
    expect((await enter(linked)).went).toBe(`/invio/${token}?lang=it`)
    const said = await act(token, 'message', { words: 'Quando viene?' })
    expect(said.went).toBe(`/invio/${token}?lang=it&fatto=message`)
    expect(said.html).toContain('Il messaggio è arrivato a Desk here')
    await open(token, '?lang=it&fatto=message')
    expect((await read(id)).messages).toHaveLength(1)
    expect((await open(token, '?fatto=decline&fatto=accept')).html).not.toContain('registrato')
    expect((await open(token, '?fatto=Zqxsomething')).html).not.toContain('Zqx')
    // The last answer leads to a page that knows no link: the one it came by opens nothing any more.
    const no = await act(token, 'decline', { reason: 'full' })
    expect(no.went).toBe('/invio/fatto/decline?lang=it')
    expect(no.html).toContain('Il no è registrato: chi ha mandato la richiesta lo legge')
    for (const word of [token, 'Desk here']) expect(no.html).not.toContain(word)
  })

  test('has the phone that the entry of the directory says beside its link, a number that may be called alone', async () => {
    const { id } = await its.sent()
    const phone = async () => (await its.worker.call('GET', `/referrals/${id}/link`)).body.phone
    const ways = (...said: [string, string][]) =>
      ask(its.server.database.supervisor, `update service set facts = jsonb_set(facts, '{ways}', $1) where id = $2`, [
        JSON.stringify(said.map(([kind, value]) => ({ kind, value, from: 'everywhere', note: '' }))),
        its.target,
      ])
    expect(await phone()).toBeNull()
    await ways(['mail', 'ente@varco.test'], ['phone', '+39 02 000 1111'])
    expect(await phone()).toBe('+39 02 000 1111')
    await ways()
  })

  test('says no with a reason, and the link opens nothing any more', async () => {
    const linked = await its.linked()
    await enter(linked)
    const without = await act(linked.token, 'decline', { words: 'Pieni' })
    expect(without).toMatchObject({ status: 422, html: expect.stringContaining(italian['invio.wrong.reason']) })
    // What was typed is still there.
    expect(without.html).toMatch(/<textarea id="decline-words"[^>]*>\nPieni</)
    expect((await act(linked.token, 'decline', { words: 'Pieni', reason: 'full' })).status).toBe(200)
    expect(await read(linked.id)).toMatchObject({ state: 'declined', reason: 'full', messages: [{ text: 'Pieni' }] })
    expect((await enter(linked)).status).toBe(404)
  })

  test('interrupts what was accepted', async () => {
    const linked = await its.linked()
    await enter(linked)
    await act(linked.token, 'accept')
    expect((await act(linked.token, 'interrupt', { reason: 'person-left' })).status).toBe(200)
    expect(await read(linked.id)).toMatchObject({ state: 'interrupted', reason: 'person-left' })
  })

  test('says no yes and writes nothing where on that day nothing covers the giving any more', async () => {
    const linked = await its.linked(facts)
    await enter(linked)
    await its.worker.call('POST', `/persons/${linked.person}/restrictions`, { id: v7(), reason: 'contested' })
    // The page of then still offers it; nothing goes on that nobody may give any more.
    for (const what of ['accept', 'message', 'appoint']) {
      const { html, status } = await act(linked.token, what, {
        words: 'Zqxmessage',
        day: '2026-01-20',
        time: '10:30',
        place: 'x',
        no: '0',
      })
      expect(status, what).toBe(409)
      expect(html).toContain('non può più essere dato')
      for (const word of ['Amina', 'Zqxstory']) expect(html).not.toContain(word)
    }
    expect(await read(linked.id)).toMatchObject({ state: 'seen', messages: [] })
  })

  test('gives the code again after half an hour, and what was typed meanwhile is kept', async () => {
    const linked = await its.linked()
    await enter(linked)
    its.server.clock.forward(31 * 60)
    expect((await open(linked.token)).html).toContain(italian['invio.code'])
    const { status, html } = await post(linked.token, { act: 'message', version: '3', id: v7(), words: 'Zqx "typed"' })
    expect([status, html.includes('Zqx &#34;typed&#34;')]).toEqual([401, true])
    expect((await read(linked.id)).messages).toEqual([])
    const back = await post(linked.token, { code: linked.code, 'kept-act': 'message', 'kept-words': 'Zqx "typed"' })
    expect(back.html).toMatch(/<textarea id="message-words"[^>]*>\nZqx &#34;typed&#34;</)
  })

  test('with the pass of one link opens no other one, and none with an invented pass', async () => {
    const [one, other] = [await its.linked(), await its.linked()]
    const { cookie } = await enter(one)
    const pass = cookie.split(';')[0] as string
    const forged = pass.replace(/=.*\./, `=${Date.parse(its.server.clock.now) + 9e9}.`)
    for (const [token, sent] of [
      [other.token, pass],
      [one.token, forged],
      [one.token, 'varco-link=.'],
    ] as const)
      expect((await post(token, { act: 'accept', version: '3' }, { cookie: sent })).status).toBe(401)
    expect(await read(one.id)).toMatchObject({ state: 'seen' })
  })

  test('answers twice at once, and one answer counts; a message that is sent twice arrives once', async () => {
    const linked = await its.linked()
    await enter(linked)
    const answers = await Promise.all([
      post(linked.token, { act: 'accept', version: '3' }),
      post(linked.token, { act: 'accept', version: '3' }),
      post(linked.token, { act: 'decline', version: '3', reason: 'full' }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { timeline } = await read(linked.id)
    expect(timeline.filter(({ act }: { act: string }) => ['accept', 'decline'].includes(act))).toHaveLength(1)
    const next = await its.linked()
    await enter(next)
    const message = { act: 'message', version: '3', id: v7(), words: 'Una volta' }
    await Promise.all([post(next.token, message), post(next.token, message)])
    expect((await read(next.id)).messages).toHaveLength(1)
  })

  test('is shown the page again, with what was typed, where the referral moved on meanwhile', async () => {
    const linked = await its.linked()
    await enter(linked)
    await act(linked.token, 'accept')
    const { status, html } = await post(linked.token, {
      act: 'interrupt',
      version: '3',
      reason: 'other',
      words: 'Zqxkept',
    })
    expect(status).toBe(409)
    expect(html).toContain(italian['invio.moved'])
    expect(html).toContain('Zqxkept')
    expect(await read(linked.id)).toMatchObject({ state: 'accepted' })
  })

  test('stands in the register of accesses as the link', async () => {
    const linked = await its.linked()
    await open(linked.token)
    await enter(linked)
    await its.server.reads.flush()
    const rows = await ask(
      its.server.database.supervisor,
      `select distinct act, kind from (select * from audit_pending union all
        select desk_id, id, at, actor, act, kind, record, record_id from audit_entry) a where record_id = $1 and actor like 'link:%' order by kind`,
      [linked.id],
    )
    expect(rows.map(({ act, kind }) => [act, kind])).toEqual([
      ['openByLink', 'read'],
      ['answerByLink', 'write'],
    ])
    // On the person's page the body is named, not the link.
    const days = (await its.worker.call('GET', `/persons/${linked.person}/accesses`)).body.rows
    expect(days.map(({ by }: { by: string }) => by).filter((by: string) => by.startsWith('link:'))).toEqual([])
    expect(days.find(({ acts }: { acts: string[] }) => acts.includes('openByLink')).by).toMatch(/^[A-Z]/)
  })
})

test('ten links of one referral in a day, and the next one is refused', async () => {
  const { id } = await its.sent()
  const made = []
  for (let no = 0; no < 11; no += 1) made.push((await its.makeLink(id)).status)
  expect(made).toEqual([...Array(10).fill(200), 409])
})

test('so it is of one person and one service, whichever referral it is of', async () => {
  const { case: case_ } = await its.sent()
  const made = []
  for (let no = 0; no < 3; no += 1) {
    const id = await draft(its.worker, case_, its.target)
    expect((await send(its.worker, id)).status).toBe(200)
    for (let link = 0; link < 4; link += 1) made.push((await its.makeLink(id)).status)
  }
  expect(made).toEqual([...Array(10).fill(200), 409, 409])
})

test('what was done and written in a case is read as dated lines, and a birth as a date', async () => {
  const person = await record(its.worker)
  await coverFor(its.worker, person, await bodyBehind(its.worker, its.target))
  const case_ = await takeCharge(its.worker, { personId: person, note: 'Dorme in cantiere' })
  await its.worker.call('POST', `/cases/${case_}/services`, {
    id: v7(),
    day: '2026-01-12',
    kind: 'legal',
    text: 'Colloquio',
  })
  const id = await draft(its.worker, case_, its.target, { ...facts, scopes: ['birthDate', 'services', 'notes'] })
  await send(its.worker, id)
  const linked = { id, ...(await its.link(id)) }
  await enter(linked as never)
  const { html } = await act(linked.token, 'accept')
  for (const said of ['Servizi dati', '12 gennaio 2026 · Legale · Colloquio', '10 gennaio 2026 · Dorme in cantiere'])
    expect(html).toContain(said)
  for (const raw of ['object Object', 'invio.field', /\d{4}-\d{2}-\d{2}</]) expect(html).not.toMatch(raw)
})

test('texts are in both languages, and none is there for nothing', () => {
  expect(Object.keys(english)).toEqual(Object.keys(italian))
})

test('no token and no code stands in the database or in a log line', async () => {
  const linked = await its.linked()
  await enter(linked)
  const tables = await ask<{ name: string }>(
    its.server.database.supervisor,
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const rows: string[] = []
  for (const { name } of tables)
    rows.push(JSON.stringify(await ask(its.server.database.supervisor, `select t::text as row from "${name}" t`)))
  const jobs = await ask(its.server.database.supervisor, 'select payload::text from graphile_worker._private_jobs')
  const all = [...rows, JSON.stringify(jobs), ...its.lines].join('\n')
  expect(its.secrets.length).toBeGreaterThan(10)
  expect(its.lines.join()).toContain('/invio/:token')
  for (const secret of its.secrets) {
    // Eight digits may stand by chance inside of a longer hash.
    expect(new RegExp(`(?<![0-9a-f])${secret}(?![0-9a-f])`).test(all), secret).toBe(false)
    expect(all.includes(Buffer.from(secret).toString('hex')), secret).toBe(false)
  }
})

test('who sent reads how often the code was given, as a link that was passed on opens for others too', async () => {
  const linked = await its.linked()
  const shown = async () => (await its.worker.call('GET', `/referrals/${linked.id}/link`)).body.link
  expect(await shown()).toMatchObject({ openings: 0, lastOpenedAt: null })
  await its.enter(linked)
  its.server.clock.forward(60)
  await its.enter(linked)
  expect(await shown()).toMatchObject({ openings: 2, state: 'opened' })
  expect((await shown()).lastOpenedAt > (await shown()).openedAt).toBe(true)
})
