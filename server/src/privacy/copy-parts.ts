import { type CivilDate, formatDate, formatInstant } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { channels } from '#model/codes/channels.ts'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { given } from '#model/codes/given.ts'
import { givenWays } from '#model/codes/given-ways.ts'
import { languages } from '#model/codes/languages.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { needs } from '#model/codes/needs.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { noticeKinds } from '#model/codes/notice-kinds.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { profiles } from '#model/codes/profiles.ts'
import { purposes } from '#model/codes/purposes.ts'
import { sectors } from '#model/codes/sectors.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { listAnswer } from '#model/codes/stored.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { Ground } from '#model/grounds/contract.ts'
import type { earlierNotes } from '../notes/asks.ts'
import type { contactsOf } from '../outreach/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, picture, plain, section, words } from './page.ts'

type Contact = Awaited<ReturnType<typeof contactsOf>>[number]

export function contactPart(
  { say, name, names, lang, comma }: Speech,
  each: Contact,
  withheld: readonly string[],
): string {
  const lines = facts([
    [say('copy.channel'), name(channels, each.channel)],
    [say('copy.place'), each.said.place],
    [say('copy.spoken'), name(languages, each.language)],
    [say('copy.sector'), name(sectors, each.sector)],
    [say('copy.needs'), names(needs, listAnswer(each.needs))],
    [say('copy.given'), names(given, listAnswer(each.given))],
    [say('copy.note'), withheld.includes('contact-notes') ? '' : each.said.note],
  ])
  return part([formatDate(each.day as CivilDate, lang), each.at_time].filter(Boolean).join(comma), lines)
}

/**
 * A case. Of a note that is restricted to the lawyer whoever makes the copy without being one learns no text: that there is
 * such a note is said, and of whom its text is asked.
 */
export function casePart(
  { say, name, names, lang, comma }: Speech,
  file: CaseFile,
  earlier: Awaited<ReturnType<typeof earlierNotes>>,
  withheld: readonly string[],
  withFacts = true,
): string {
  const day = (date: CivilDate) => formatDate(date, lang)
  const before = ({ at, text }: { at: string; text: string | null }) =>
    part(
      say('copy.note-before', { at: formatInstant(at, lang) }),
      text === null ? `<p>${plain(say('copy.note-restricted'))}</p>` : words(text),
    )
  const lines = facts([
    [say('copy.closed'), file.closedOn && day(file.closedOn)],
    [say('copy.outcome'), name(outcomes, file.outcome)],
    [say('copy.profile'), name(profiles, file.profile)],
    [say('copy.stay-document'), name(stayDocuments, file.stayDocument)],
    [say('copy.sector'), name(sectors, file.sector)],
    [say('copy.work-form'), name(workForms, file.workForm)],
    [say('copy.needs'), names(needs, file.needs)],
    [say('copy.basis'), name(legalBases, file.legalBasis)],
  ])
  const reopened = file.events.filter(({ act }) => act === 'reopened')
  const printed = file.events.filter(({ act }) => act === 'dossier')
  const services = file.services.map((each) =>
    part(
      `${day(each.day)}${comma}${name(needs, each.kind)}`,
      withheld.includes('service-texts') ? '' : words(each.text),
    ),
  )
  const notes = withheld.includes('case-notes')
    ? []
    : file.notes.map((each) =>
        part(
          `${day(each.day)}${comma}${name(noteKinds, each.kind)}`,
          each.hidden
            ? `<p>${plain(say('copy.note-restricted'))}</p>`
            : words(each.text) + (earlier.get(each.id) ?? []).map(before).join(''),
        ),
      )
  const titled = (key: string, parts: string[]) => (parts.length > 0 ? part(say(key), parts.join('')) : '')
  return section(
    say('copy.case', { day: day(file.openedOn) }),
    [
      withFacts ? lines : '',
      ...reopened.map((each) => part(`${say('copy.reopened')}${comma}${day(each.day)}`, words(each.what))),
      ...printed.map((each) => part(`${say('copy.dossier')}${comma}${day(each.day)}`, words(each.what))),
      titled('copy.services', services),
      titled('copy.notes', notes),
    ],
    say('copy.none'),
  )
}

type Image = Parameters<typeof picture>[1]

export function groundPart({ say, name, names, lang }: Speech, ground: Ground, signature: Image | undefined): string {
  const day = (date: CivilDate) => formatDate(date, lang)
  const { notice, untilDay, end } = ground
  const period = untilDay
    ? say('copy.from-to', { from: day(ground.fromDay), to: day(untilDay) })
    : say('copy.from', { from: day(ground.fromDay) })
  const text =
    notice &&
    say('copy.notice', {
      kind: name(noticeKinds, notice.kind),
      version: notice.version,
      language: name(languages, notice.language),
    })
  const lines = facts([
    [say('copy.purpose'), name(purposes, ground.purpose)],
    [say('copy.recipient'), ground.bodyName ?? (ground.outside || say('copy.own-desk'))],
    [say('copy.scopes'), names(dataScopes, ground.scopes)],
    [say('copy.read-text'), text],
    [say('copy.how'), name(givenWays, ground.how)],
    [say('copy.present'), ground.present],
    [say('copy.task'), ground.task],
    [say('copy.period'), period],
    [say(ground.kind === 'consent' ? 'copy.withdrawn' : 'copy.ended'), end && day(end.day)],
    [say('copy.end-reason'), end && end.reason],
  ])
  const signed = signature ? picture(say('copy.signature', { day: day(ground.fromDay) }), signature) : ''
  return part(name(legalBases, ground.kind), lines + signed)
}
