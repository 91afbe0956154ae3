import { v7 } from 'uuid'
import { PatronDay } from '#model/appointments/contract-places.ts'
import { patronOf } from './appointments/patron.ts'
import { writeMediator, writePatronDay, writeRoom } from './appointments/places.ts'
import type { Caller } from './testing.ts'
import { newBooking } from './testing-records.ts'

/** A room, somebody who mediates, an appointment of a case with both, somebody who waits, an own address; answers with ids. */
export async function addCalendar(by: Caller, caseId: string, words: () => string = () => 'x') {
  const [appointment, room, mediator] = [v7(), v7(), v7()]
  const done = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
  await by.enter(async (at) => {
    // One for the whole desk: in a second world of the same desk it is there.
    if ((await patronOf(at)).version === 0)
      await writePatronDay(at, { version: 0, saint: PatronDay.parse({ day: '06-24', name: 'San Giovanni' }) })
    await writeRoom(at, room, { version: 0, name: 'Sala', retired: false })
    const outside = { account: null, name: 'Amina Inventata', phone: '000', languages: ['fr' as const] }
    await writeMediator(at, mediator, { version: 0, ...outside, retired: false })
  })
  const booked = newBooking({
    ...{ id: appointment, case: caseId, colleagues: [by.accountId], room, mediator, language: 'fr', text: words() },
  })
  await done(by.call('POST', '/calendar', booked))
  const walkIn = v7()
  await done(by.call('POST', '/walk-ins', { id: walkIn, name: 'Qualcuno' }))
  await done(by.call('PUT', '/own-calendar', { morningMail: false }))
  await done(by.call('POST', '/own-calendar/feed'))
  return { appointment, room, mediator, walkIn }
}
