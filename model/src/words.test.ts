import { expect, test } from 'vitest'
import type { z } from 'zod'
import { draftReferral, interruptReferral, writeMessage } from './referrals/contract-acts.ts'
import { proposeAppointment } from './referrals/contract-appointments.ts'
import { sendSignal } from './signals/contract.ts'

/** Where a body is refused as no text, where every string in it holds a NUL. */
function notText(body: z.ZodType, sent: object): string[] {
  const { error } = body.safeParse(sent)
  return (error?.issues ?? []).filter(({ message }) => message === 'not-text').map(({ path }) => path.join('.'))
}

test('no text of a referral or a signal holds what the database cannot keep', () => {
  const nul = 'a long enough text \0 with nothing in it'
  const half = 'a long enough text \ud800 with half of a sign'
  const turned = 'a phone after this mark \u202E reads turned round'
  for (const bad of [nul, half, turned]) {
    expect(notText(draftReferral.body, { question: bad, story: bad })).toEqual(['question', 'story'])
    expect(notText(writeMessage.body, { text: bad })).toEqual(['text'])
    expect(notText(interruptReferral.body, { words: bad })).toEqual(['words'])
    expect(notText(proposeAppointment.body, { place: bad, with: bad })).toEqual(['place', 'with'])
    expect(
      notText(sendSignal.body, { text: bad, place: bad, name: bad, safely: bad, askBack: bad, reference: bad }),
    ).toEqual(['place', 'text', 'name', 'safely', 'askBack', 'reference'])
  }
  // Marks that right-to-left languages need, and those that a copied phone number brings, stay.
  for (const good of ['Una riga\ne un’altra 😀', 'مرحبا\u200F 333', '\u202A+39 333\u202C'])
    expect(notText(writeMessage.body, { text: good })).toEqual([])
})
