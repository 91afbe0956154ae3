import { type CivilDate, formatDate, formatInstant, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { languages } from '#model/codes/languages.ts'
import { sexes } from '#model/codes/sexes.ts'
import type { Ground } from '#model/grounds/contract.ts'
import { isReviewed } from '#model/privacy/copy-languages.ts'
import { appointmentsOf } from '../appointments/asks.ts'
import { caseFile } from '../cases/asks.ts'
import { conferencesTold } from '../conferences/asks.ts'
import { documentsOfPerson } from '../documents/asks.ts'
import { filesOfCases } from '../files/asks.ts'
import { groundsOf, ownBodyOf, signatureImagesOf } from '../grounds/asks.ts'
import { answersOfCases, arrivalsOfCases } from '../intake/asks.ts'
import { lettersOfCases } from '../letters/asks.ts'
import { earlierNotes } from '../notes/asks.ts'
import { contactsOf } from '../outreach/asks.ts'
import { pathwaysOfCases } from '../pathway/asks.ts'
import { tiesOfPerson, wholePerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import type { FileAnswer } from '../platform/file-answer.ts'
import { answersOfPerson } from '../questions/asks.ts'
import { referralsOfPerson } from '../referrals/asks.ts'
import { tasksOfCases } from '../tasks/asks.ts'
import { approvalsTold, handoverNotesOf } from '../team/asks.ts'
import { diariesOfCases } from '../worktime/asks.ts'
import { appointmentsPart } from './copy-appointments.ts'
import { approvalsPart } from './copy-approvals.ts'
import { arrivalPart, decisionsPart } from './copy-arrival.ts'
import { conferencesPart } from './copy-conferences.ts'
import { filesPart } from './copy-files.ts'
import { lettersPart } from './copy-letters.ts'
import { paperPart } from './copy-papers.ts'
import { casePart, contactPart, groundPart } from './copy-parts.ts'
import { pathwayPart } from './copy-pathway.ts'
import { questionsPart } from './copy-questions.ts'
import { referralPart } from './copy-referrals.ts'
import { signsPart } from './copy-signs.ts'
import { copySpeech, type Speech } from './copy-speech.ts'
import { handoversPart, tasksPart } from './copy-tasks.ts'
import { copyTexts } from './copy-texts.ts'
import { tiesPart } from './copy-ties.ts'
import { worktimePart } from './copy-worktime.ts'
import { facts, page, plain, section, words } from './page.ts'
import { exportsOf, restrictionsOf } from './person-store.ts'

type Asked = Awaited<ReturnType<typeof exportsOf>>[number]
type Whole = NonNullable<Awaited<ReturnType<typeof wholePerson>>>

/** Who the person is: all that is kept. */
export function identity({ say, name, lang, comma, apart }: Speech, { identity: who, ...person }: Whole): string {
  const birth = who.birthDate && formatPartialDate(who.birthDate as PartialDate, lang)
  const documents = who.documents.map(({ kind, number }) => `${say(`copy.document.${kind}`)} ${apart(number)}`)
  const lines = facts([
    [say('copy.given-name'), who.givenName],
    [say('copy.family-name'), who.familyName],
    [say('copy.other-names'), who.otherNames],
    [say('copy.birth-date'), birth],
    [say('copy.sex'), name(sexes, person.sex)],
    [say('copy.citizenship'), name(citizenships, person.citizenship)],
    [say('copy.phones'), who.phones.join(', ')],
    [say('copy.documents'), documents.join(comma)],
    [say('copy.tax-code'), person.taxCode],
    [say('copy.address'), who.address],
    [say('copy.code'), who.code],
  ])
  return section(say('copy.identity'), [lines], say('copy.none'))
}

/** Whoever fetches a copy right after it was asked for is told nothing: it is that copy. */
const AT_ONCE_MS = 10 * 60_000

function head(at: At, { say, name, lang }: Speech, controller: string, asked: Asked): string {
  const language = name(languages, asked.language).toLowerCase()
  const spoken = asked.language === lang ? '' : `<p>${plain(say('copy.language', { language }))}</p>`
  const about = facts([
    [say('copy.desk'), at.desk.name],
    [say('copy.controller'), controller],
    [say('copy.day'), formatDate(at.today, lang)],
  ])
  const left = asked.withheld.map((each) => `<p>${plain(say(`copy.withheld.${each}`))}</p>`)
  const withheld =
    left.length === 0
      ? ''
      : section(say('copy.withheld'), [...left, words(asked.words), `<p>${plain(say('copy.withheld-text'))}</p>`], '')
  const [then, now] = [formatInstant(asked.at, lang), formatInstant(at.now, lang)]
  const anew =
    Date.parse(at.now) - Date.parse(asked.at) < AT_ONCE_MS
      ? ''
      : `<p><strong>${plain(say('copy.anew', { then, now }))}</strong></p>`
  const unreviewed = isReviewed(lang)
    ? ''
    : `<p><strong>${plain(say('copy.unreviewed'))}</strong></p>` +
      `<p lang="it" dir="ltr">${plain(copyTexts.it['copy.unreviewed'] as string)}</p>`
  const typed = lang === 'it' ? '' : `<p>${plain(say('copy.typed'))}</p>`
  return `${unreviewed}${anew}${about}${spoken}${typed}<p>${plain(say('copy.why'))}</p>${withheld}`
}

/**
 * All that this desk holds of a person, to be read by the person (art. 15 GDPR). Of others only what somebody wrote into a
 * note of this person: such notes can be withheld. Colleagues stay unnamed: they are the desk.
 */
export async function copyFor(at: At, personId: string, asked: Asked): Promise<FileAnswer> {
  const whole = await wholePerson(at, personId)
  if (!whole) throw notFound()
  const [
    contacts,
    papers,
    ledger,
    signatures,
    restrictions,
    exports,
    referrals,
    controller,
    answers,
    pathways,
    told,
    hours,
    ties,
    kept,
    appointments,
    earlier,
    tasks,
    sheets,
    letters,
    handovers,
    approvals,
    ...files
  ] = await Promise.all([
    contactsOf(at, personId),
    documentsOfPerson(at, personId),
    groundsOf(at, personId),
    signatureImagesOf(at, personId),
    restrictionsOf(at, personId),
    exportsOf(at, personId),
    referralsOfPerson(at, personId),
    ownBodyOf(at),
    answersOfCases(at, whole.cases),
    pathwaysOfCases(at, whole.cases),
    arrivalsOfCases(at, whole.cases),
    diariesOfCases(at, whole.cases),
    tiesOfPerson(at, personId),
    filesOfCases(at, whole.cases),
    appointmentsOf(at, whole.cases),
    earlierNotes(at, whole.cases),
    tasksOfCases(at, whole.cases),
    answersOfPerson(at, personId, whole.cases),
    lettersOfCases(at, whole.cases),
    handoverNotesOf(at, whole.cases),
    approvalsTold(at, whole.cases),
    ...whole.cases.map((id) => caseFile(at, id)),
  ])
  const conferences = await conferencesTold(at, whole.cases, referrals)
  const speech = copySpeech(asked.language)
  const { say, lang } = speech
  const none = say('copy.none')
  const left = asked.withheld
  const inside = [
    head(at, speech, controller, asked),
    identity(speech, whole),
    tiesPart(speech, ties, left),
    section(
      say('copy.contacts'),
      contacts.map((each) => contactPart(speech, each, left)),
      none,
    ),
    ...files.flatMap((file) => (file ? [casePart(speech, file as CaseFile, earlier, left)] : [])),
    pathwayPart(speech, pathways, left),
    arrivalPart(speech, told, left),
    signsPart(speech, answers, left),
    decisionsPart(speech, told, left),
    worktimePart(speech, hours, left),
    filesPart(speech, kept),
    appointmentsPart(speech, appointments, left),
    tasksPart(speech, tasks, left),
    questionsPart(speech, sheets),
    await lettersPart(speech, letters, left),
    handoversPart(speech, handovers, left),
    approvalsPart(speech, approvals, left),
    conferencesPart(speech, conferences, left),
    section(
      say('copy.papers'),
      papers.map((each) => paperPart(speech, each)),
      none,
    ),
    // Without a consent or another ground of its own, each case says on what it rests: nothing is said twice.
    ...(ledger.rows.length === 0
      ? []
      : [
          section(
            say('copy.grounds'),
            ledger.rows.map((each) => groundPart(speech, each as Ground, signatures.get(each.id))),
            none,
          ),
        ]),
    section(
      say('copy.shares'),
      referrals.map((each) => referralPart(speech, each, left)),
      say('copy.no-shares'),
    ),
    section(
      say('copy.restrictions'),
      restrictions.map(
        (each) =>
          facts([[formatDate(each.fromDay as CivilDate, lang), speech.restriction(each.reason)]]) + words(each.words),
      ),
      none,
    ),
    section(
      say('copy.copies'),
      exports.map((each) => `<p>${plain(formatInstant(each.at, lang))}</p>`),
      none,
    ),
    section(say('copy.rights'), [`<p>${plain(say('copy.rights-text'))}</p>`], ''),
  ]
  const html = page(lang, speech.dir, say('copy.title'), inside.join(''))
  return {
    bytes: Buffer.from(html),
    type: 'text/html; charset=utf-8',
    name: lang === 'it' ? 'i-miei-dati.html' : 'my-data.html',
  }
}
