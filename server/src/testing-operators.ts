import { setTimeout as backOff } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { Pick } from './platform/testing-chance.ts'
import type { signInAt } from './testing-process.ts'

export type Calling = Awaited<ReturnType<typeof signInAt>>

/** What the server said that it had kept, and what must therefore be found. */
export type Written = {
  kind: 'contact' | 'person' | 'case' | 'service' | 'note' | 'draft'
  desk: string
  id: string
  /** The case of a service or note. */
  of: string
  words: string
}

export type Operator = { desk: string; call: Calling; written: Written[]; retried: number }

/**
 * Sends until it is acknowledged, as a patient client does: through the death of the server and of the database. Any other
 * answer than "later" is a fault.
 */
async function untilAcknowledged(operator: Operator, method: string, path: string, body: object): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const reply = await operator.call(method, `/desks/${operator.desk}${path}`, body).catch(() => null)
    // Read to its end, so that the connection is free for the next one.
    const text = await reply?.text().catch(() => null)
    if (reply?.status === 200 && text !== null) {
      if (tries > 1) operator.retried += 1
      return
    }
    if (reply && reply.status < 500 && reply.status !== 429 && text !== null)
      throw new Error(`${method} ${path} was answered ${reply.status}: ${text}`)
    await backOff(50)
  }
}

/** Creates contacts, persons, cases, services, notes, and keeps typing one draft. */
export async function operate(operator: Operator, pick: Pick, stopped: () => boolean): Promise<void> {
  const { desk, written } = operator
  const [persons, cases]: [string[], string[]] = [[], []]
  const draft: Written = { kind: 'draft', desk, id: v7(), of: '', words: '' }
  const keep = async (kind: Written['kind'], path: string, id: string, body: object, of: string, words: string) => {
    await untilAcknowledged(operator, 'POST', path, { id, ...body })
    written.push({ kind, desk, id, of, words })
  }
  for (let edition = 1; !stopped(); edition += 1) {
    const id = v7()
    const words = `invented ${id}`
    const person = persons[pick(persons.length)]
    const of = cases[pick(cases.length)]
    const acts = [
      () => keep('contact', '/contacts', id, { day: '2026-01-15', channel: 'desk', note: words }, '', words),
      async () => {
        const identity = { givenName: 'Prova', familyName: words }
        await keep('person', '/persons', id, { identity, sex: 'F', citizenship: 'SEN' }, '', words)
        persons.push(id)
      },
      async () => {
        const more = { openedOn: '2026-01-15', legalBasis: 'public-task', followers: [] }
        await keep('case', '/cases', id, { personId: person, ...more }, '', person as string)
        cases.push(id)
      },
      () =>
        keep(
          'service',
          `/cases/${of}/services`,
          id,
          { day: '2026-01-15', kind: 'work', text: words },
          of as string,
          words,
        ),
      () =>
        keep('note', `/cases/${of}/notes`, id, { day: '2026-01-15', kind: 'call', text: words }, of as string, words),
      async () => {
        await untilAcknowledged(operator, 'PUT', `/drafts/${draft.id}`, {
          kind: 'contact',
          record: null,
          body: words,
          edition,
        })
        if (!draft.words) written.push(draft)
        draft.words = words
      },
    ]
    const possible = of ? acts : person ? [...acts.slice(0, 3), acts[5]] : [acts[0], acts[1], acts[5]]
    await possible[pick(possible.length)]?.()
  }
}
