import { inflateRawSync } from 'node:zlib'
import { endpoints } from '#model/contracts.ts'
import type { Endpoint } from '#model/endpoint.ts'
import { Turns } from './platform/turns.ts'
import type { Answer, Caller, TestServer } from './testing.ts'
import { addressOf, sampleOf } from './testing-samples.ts'
import { isFree, isId, type Leaf, type Part, placesOf, pointer, withAt } from './testing-schema.ts'
import type { World } from './testing-world.ts'

type Place = Leaf & { in: Part }
export const nameOf = (each: Endpoint, place: Place) => `${each.name} ${place.in}${pointer(place.path)}`

/** Ids that the caller makes: another desk's one is simply a new one here. A draft may be about anything. */
export const ownIds = [
  'saveDraft params/draft',
  'saveDraft body/record',
  'discardDraft params/draft',
  'uploadRegister params/import',
  'recordPerson body/id',
  'logContact body/id',
  'takeInCharge body/id',
  'answerSign body/id',
  'recordHours body/id',
  'beginFile body/id',
  'deliverService body/id',
  'addNote body/id',
  'proposeService body/id',
  'proposeChange body/id',
  'addAgreement body/id',
  'writeArrangement body/id',
  'recordGround body/id',
  'restrictPerson body/id',
  'exportPerson body/id',
  'makeDossier body/id',
  'draftReferral body/id',
  'writeMessage body/id',
  'sendReferralFile params/file',
  'breakGlass body/id',
  'sendSignal body/id',
  'writeGoal params/goal',
  'writeStep params/step',
  'writeReview params/review',
  'agreeGoals body/id',
  'agreeGoals body/goals/0/id',
  'agreeGoals body/goals/0/steps/0/id',
  'writeRelative params/relative',
  'writePayment params/payment',
  'writeDecision params/decision',
  'writeFollowUp params/followUp',
  'planAppointment body/id',
  'planSeries body/id',
  'planSeries body/days/0/id',
  'saveRoom params/room',
  'saveMediator params/mediator',
  'noteWalkIn body/id',
  'writeTask params/task',
  'writeQuestion params/question',
  'makeLetter body/id',
  'writeLetterTemplate params/letterTemplate',
  'writeLocalDocument params/localDocument',
  'handOverCase body/id',
  'handOverRest body/id',
  'handBack body/id',
  'standIn body/id',
  'askToCloseCase body/id',
  'callConference body/id',
  'answerInvitation body/id',
  'askToSendReferral body/id',
]

/** Searches: what is typed there may be anything that the thief knows. */
const searches = ['searchPersons', 'matchPersons', 'searchReferrals']

type Kind = 'ids' | 'cursors' | 'codes' | 'words'
function kindOf(each: Endpoint, place: Place): Kind | undefined {
  const name = String(place.path.at(-1))
  if (place.in === 'params' && name === 'desk') return 'codes'
  if (place.in === 'query' && name === 'after' && isFree(place)) return 'cursors'
  if (place.in === 'query' && name === 'programme') return 'codes'
  if (isId(place)) return 'ids'
  return searches.includes(each.name) && isFree(place) ? 'words' : undefined
}

/** Every place of every endpoint where something of another desk may be put. */
export const targets = endpoints
  .filter(({ access }) => typeof access === 'object')
  .flatMap((each) =>
    placesOf(each).flatMap((place) => {
      const kind = kindOf(each, place)
      return kind ? [{ each, place, kind }] : []
    }),
  )
export type Target = (typeof targets)[number]

const other = (id: string, tail: string) => `${id.slice(0, -8)}${tail}`

/** Something of the same shape, from the same moment, that does not exist. */
export function twinOf(kind: Kind, value: string, tail: string): string {
  if (kind === 'ids') return other(value, tail)
  if (kind === 'cursors') {
    const place = JSON.parse(Buffer.from(value, 'base64url').toString())
    return Buffer.from(JSON.stringify({ ...place, id: other(place.id, tail) })).toString('base64url')
  }
  if (kind === 'codes') return `no-such-${tail}`
  // One letter or digit is another: as long, and as right or wrong in its form.
  return `${value.slice(0, 5)}${/\d/.test(value[5] as string) ? (Number(value[5]) + 1) % 10 : 'J'}${value.slice(6)}`
}

/** How an id may be written, so that it is taken for another one. */
export const forms: ((id: string) => string)[] = [
  (id) => id,
  (id) => id.toUpperCase(),
  (id) => `{${id}}`,
  (id) => `urn:uuid:${id}`,
  (id) => ` ${id}`,
  (id) => id.replaceAll('-', ''),
]

export type Planted = { target: Target; value: string }

/** An account sends one file at a time: a second one would be told to wait, whatever it is about. */
const uploads = new Turns()

/** Sends an endpoint's sample with some values put in their places, and `chosen` ways to filter or sort. */
export async function send(
  server: TestServer,
  world: World,
  by: Caller,
  planted: Planted[],
  chosen: Record<string, string> = {},
): Promise<Answer> {
  const each = (planted[0] as Planted).target.each
  const sample = sampleOf(each, world)
  const sent: Record<Part, unknown> = {
    params: { desk: by.desk.code, ...world.ids, ...sample.params },
    query: { ...sample.query, ...chosen },
    body: sample.body,
  }
  for (const { target, value } of planted)
    sent[target.place.in] = withAt(sent[target.place.in], target.place.path, value)
  if (JSON.stringify(sent.body ?? '').includes('"documents"'))
    sent.body = withAt(sent.body, ['identity', 'documents', 0, 'kind'], 'passport')
  const { desk, ...ids } = sent.params as Record<string, string>
  const escaped = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, encodeURIComponent(id)]))
  const payload = sample.bytes ?? (sent.body as object | undefined)
  const request = () =>
    server.request({
      method: each.method,
      url: addressOf(each, encodeURIComponent(desk as string), escaped, sent.query as Record<string, string>),
      headers: { cookie: by.cookie, ...(sample.bytes !== undefined && { 'content-type': 'application/octet-stream' }) },
      ...(payload !== undefined && { payload }),
    })
  return sample.bytes === undefined ? request() : uploads.take('file', request)
}

/** What is in an answer, as text: a workbook is unpacked first. */
export function textOf({ body }: Answer): string {
  if (!Buffer.isBuffer(body)) return JSON.stringify(body)
  if (body.subarray(0, 2).toString() !== 'PK') return body.toString()
  const texts: string[] = []
  for (let at = body.indexOf('PK\x01\x02'); at >= 0; at = body.indexOf('PK\x01\x02', at + 4)) {
    const local = body.readUInt32LE(at + 42)
    const start = local + 30 + body.readUInt16LE(local + 26) + body.readUInt16LE(local + 28)
    const packed = body.subarray(start, start + body.readUInt32LE(at + 20))
    texts.push(body.readUInt16LE(at + 10) === 0 ? packed.toString() : inflateRawSync(packed).toString())
  }
  return texts.join('\n')
}

/**
 * An answer without what differs between any two: the request's id, what was sent, where it is repeated, and how many
 * accesses there are by now.
 */
export function plain(answer: Answer, planted: Planted[]): string {
  let text = `${answer.status} ${textOf(answer)}`.replace(/"requestId":"[^"]*"/, '')
  if (planted[0]?.target.each.name === 'listAccesses') text = text.replace(/"total":\d+/, '')
  for (const { value } of planted) text = text.replaceAll(value, '…').replaceAll(value.toLowerCase(), '…')
  return text
}

/** Whether a success is nothing wrong: a filter, a place in a list or a search, which find nothing of others. */
export const maySucceed = (planted: Planted[]) =>
  planted.every(({ target: { place, kind } }) => kind === 'words' || place.in === 'query')
