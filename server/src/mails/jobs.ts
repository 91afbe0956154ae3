import { z } from 'zod'
import { today } from '#model/calendar.ts'
import type { MailReason } from '#model/mails/contract.ts'
import { LinkKind, linkEnds, NoticeKind, QuestionKind } from '#model/mails/notice.ts'
import { mailOfMember } from '../identity/asks.ts'
import type { House } from '../platform/door.ts'
import { type Enter, type Job, job } from '../platform/job.ts'
import type { Post } from '../platform/mail.ts'
import { letterOf, questionOf } from './letter.ts'
import { networkName, noteProblem, noteSent, takeMail } from './store.ts'

/** The job runner waits longer each time: about a day in all. */
export const MOST_TRIES = 12

/** Where the links of a kind lead. */
const places: Record<LinkKind, string> = { 'service-still-true': '/vero', 'referral-by-link': '/invio' }

type Sending = { house: House; post: Post | null }

/**
 * Sends a mail that waits. Nothing is held in the database meanwhile. If the process ends between the server's yes and the
 * note of it, the same mail goes twice, under the same Message-ID. Throws where it is to be tried again.
 */
async function send({ house, post }: Sending, enter: Enter, id: string): Promise<void> {
  const taken = await enter(null, async (at) => {
    const mail = await takeMail(at, id)
    return mail && { ...mail, desk: at.desk, today: at.today, network: await networkName(at) }
  })
  if (!taken) return
  const { kind, count, desk, network, token } = taken
  const to =
    taken.to_kind === 'member'
      ? await mailOfMember(house, desk.id, taken.to_id, taken.today)
      : { address: taken.address as string, language: taken.language }
  const problem = await (async (): Promise<MailReason | null> => {
    if (!post) return 'not-configured'
    if (!to) return 'no-address'
    const question = QuestionKind.safeParse(kind).data
    const letter = question
      ? questionOf(
          {
            kind: question,
            network,
            desk: desk.name,
            link: token === null ? null : `${post.origin}${places[LinkKind.parse(kind)]}/${token}`,
            until: today(taken.link_ends ?? linkEnds(taken.asked_at)),
          },
          to.language,
        )
      : letterOf({ kind: NoticeKind.parse(kind), count, desk: desk.code, origin: post.origin }, to.language)
    return post.send({ id, to: to.address, ...letter })
  })()
  if (problem === null) return enter({ record: 'mail', recordId: id }, (at) => noteSent(at, id))
  const forGood = ['not-configured', 'no-address', 'refused'].includes(problem) || taken.tries >= MOST_TRIES
  await enter(null, (at) => noteProblem(at, id, problem, forGood))
  if (!forGood) throw new Error(`a mail did not go: ${problem}`)
}

export const mailJobs = (house: House, post: Post | null): Job[] => [
  job('mail.asked', z.object({ mail: z.uuid() }), (enter, payload) => send({ house, post }, enter, payload.mail)),
]
