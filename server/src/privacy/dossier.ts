import { formatInstant } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { numberOfCase } from '#model/codes/case-number.ts'
import { speaker } from '#model/message-catalogue.ts'
import { type Dossier, type DossierPart, numberOfDossier } from '#model/privacy/contract-dossier.ts'
import en from '#model/privacy/dossier-messages.en.json' with { type: 'json' }
import it from '#model/privacy/dossier-messages.it.json' with { type: 'json' }
import partsEn from '#model/privacy/messages.en.json' with { type: 'json' }
import partsIt from '#model/privacy/messages.it.json' with { type: 'json' }
import { appointmentsOf } from '../appointments/asks.ts'
import { caseFile } from '../cases/asks.ts'
import { conferencesTold } from '../conferences/asks.ts'
import { documentsOfPerson } from '../documents/asks.ts'
import { filesOfCases } from '../files/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { answersOfCases, arrivalsOfCases } from '../intake/asks.ts'
import { lettersOfCases } from '../letters/asks.ts'
import { contactsOf } from '../outreach/asks.ts'
import { pathwaysOfCases } from '../pathway/asks.ts'
import { tiesOfPerson, wholePerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import type { FileAnswer } from '../platform/file-answer.ts'
import { answersOfPerson } from '../questions/asks.ts'
import { referralsOfPerson } from '../referrals/asks.ts'
import { tasksOfCases } from '../tasks/asks.ts'
import { approvalsTold } from '../team/asks.ts'
import { diariesOfCases } from '../worktime/asks.ts'
import { identity } from './copy.ts'
import { appointmentsPart } from './copy-appointments.ts'
import { approvalsPart } from './copy-approvals.ts'
import { arrivalPart, decisionsPart } from './copy-arrival.ts'
import { conferencesPart } from './copy-conferences.ts'
import { filesPart } from './copy-files.ts'
import { lettersPart } from './copy-letters.ts'
import { paperPart } from './copy-papers.ts'
import { casePart, contactPart } from './copy-parts.ts'
import { pathwayPart } from './copy-pathway.ts'
import { questionsPart } from './copy-questions.ts'
import { referralPart } from './copy-referrals.ts'
import { signsPart } from './copy-signs.ts'
import { copySpeech } from './copy-speech.ts'
import { tasksPart } from './copy-tasks.ts'
import { tiesPart } from './copy-ties.ts'
import { worktimePart } from './copy-worktime.ts'
import { facts, page, plain, section } from './page.ts'

const texts = { it: { ...partsIt, ...it }, en: { ...partsEn, ...en } }

/**
 * Chosen parts of a case on paper, for those who work with the person: every page is marked with who had it made, and when. What is
 * restricted to the lawyer stands there as the maker may read it.
 */
export async function dossierFile(
  at: At,
  caseId: string,
  { id, parts, purpose, language }: Dossier,
): Promise<FileAnswer> {
  const file = (await caseFile(at, caseId)) as CaseFile | undefined
  const whole = file && (await wholePerson(at, file.person.id))
  if (!file || !whole || file.person.erased) throw notFound()
  const { person } = file
  const speech = copySpeech(language)
  const { say } = speech
  const own = speaker(texts[language], language)
  const nameOf = await namesOfActors(at)
  const only = [caseId]
  const has = (part: DossierPart) => parts.includes(part)
  const listed = (key: string, rows: string[]) => (rows.length === 0 ? '' : section(say(key), rows, ''))
  // Another case of the person is another dossier.
  const ofCase = async () =>
    (await referralsOfPerson(at, person.id)).filter(({ id }) => file.referrals.some((each) => each.id === id))
  const made: Record<DossierPart, () => string | Promise<string>> = {
    identity: () => identity(speech, whole),
    ties: async () => tiesPart(speech, await tiesOfPerson(at, person.id), []),
    contacts: async () =>
      listed(
        'copy.contacts',
        (await contactsOf(at, person.id)).map((each) => contactPart(speech, each, [])),
      ),
    facts: () => '',
    services: () => '',
    // Facts, services and notes of a case stand together, each only if it was chosen.
    notes: () => '',
    pathway: async () => pathwayPart(speech, await pathwaysOfCases(at, only), []),
    arrival: async () => arrivalPart(speech, await arrivalsOfCases(at, only), []),
    signs: async () => signsPart(speech, await answersOfCases(at, only), []),
    decisions: async () => decisionsPart(speech, await arrivalsOfCases(at, only), []),
    worktime: async () => worktimePart(speech, await diariesOfCases(at, only), []),
    documents: async () =>
      listed(
        'copy.papers',
        (await documentsOfPerson(at, person.id)).map((each) => paperPart(speech, each)),
      ),
    appointments: async () => appointmentsPart(speech, await appointmentsOf(at, only), []),
    conferences: async () =>
      conferencesPart(speech, await conferencesTold(at, only, await ofCase()), [], ({ colleagues }) => [
        [own('dossier.colleagues'), colleagues.map((one) => nameOf(`account:${one}`)).join(speech.comma)],
      ]),
    tasks: async () => tasksPart(speech, await tasksOfCases(at, only), []),
    approvals: async () =>
      approvalsPart(speech, await approvalsTold(at, only), [], ({ by, end }) => [
        [own('dossier.asked-by'), nameOf(by)],
        [own('dossier.answered-by'), end && nameOf(end.by)],
      ]),
    questions: async () => questionsPart(speech, await answersOfPerson(at, person.id, only)),
    letters: async () => lettersPart(speech, await lettersOfCases(at, only), []),
    files: async () => filesPart(speech, await filesOfCases(at, only)),
    referrals: async () =>
      listed(
        'copy.shares',
        (await ofCase()).map((each) => referralPart(speech, each, [])),
      ),
  }
  const inCase = casePart(
    speech,
    { ...file, services: has('services') ? file.services : [], notes: has('notes') ? file.notes : [], events: [] },
    new Map(),
    [],
    has('facts'),
  )
  const lacksCase =
    !has('facts') && !(['services', 'notes'] as const).some((part) => has(part) && file[part].length > 0)
  const inside: string[] = []
  const empty: string[] = []
  let stands = false
  for (const part of parts) {
    const isOfCase = part === 'facts' || part === 'services' || part === 'notes'
    const said = isOfCase ? (stands || lacksCase ? '' : inCase) : await made[part]()
    inside.push(said)
    if (isOfCase ? part !== 'facts' && file[part].length === 0 : !said) empty.push(own(`privacy.dossier-part.${part}`))
    stands ||= isOfCase
  }
  const restricted = person.restricted ? `<p><strong>${plain(own('dossier.restricted'))}</strong></p>` : ''
  const lacks = empty.length > 0 ? `<p>${plain(own('dossier.empty', { parts: empty.join(speech.comma) }))}</p>` : ''
  const by = nameOf(at.actor.name)
  const when = formatInstant(at.now, language)
  const number = numberOfDossier(id)
  const head = facts([
    [own('dossier.of'), person.name || person.code],
    [own('dossier.case'), `${at.desk.code} ${numberOfCase(caseId)}`],
    [own('dossier.desk'), at.desk.name],
    [own('dossier.made-by'), by],
    [own('dossier.made-at'), when],
    [own('dossier.for'), purpose],
    [own('dossier.number'), number],
  ])
  const notes = ['dossier.only-for', 'dossier.not-whole', 'dossier.names-nobody'].map(
    (key) => `<p>${plain(own(key))}</p>`,
  )
  const mark = own('dossier.mark', { by, when, number })
  const html = page(
    language,
    speech.dir,
    own('dossier.title'),
    `${head}${restricted}${notes.join('')}${lacks}${inside.join('')}`,
    mark,
  )
  const name = language === 'it' ? 'fascicolo.html' : 'dossier.html'
  return { bytes: Buffer.from(html), type: 'text/html; charset=utf-8', name }
}
