import { type CivilDate, formatDate, formatPartialDate } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { sizeWords } from '#model/codes/file-kinds.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { Snapshot } from '#model/referrals/contract.ts'
import { hasEnded } from '#model/referrals/rules.ts'
import type { referralsOfPerson } from '../referrals/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, type Line, part, words } from './page.ts'

type Told = Awaited<ReturnType<typeof referralsOfPerson>>[number]

/** A referral for the person: to whom, when, which data as they were given, and what was written beside. */
export function referralPart(speech: Speech, each: Told, withheld: readonly string[]): string {
  const { say, lang } = speech
  const { given, written } = each
  const day = (date: CivilDate) => formatDate(date, lang)
  const about: Line[] = [
    [say('copy.given-on'), given && day(given.day)],
    [say(each.came ? 'copy.from-desk' : 'copy.to-desk'), each.desk],
    [say('copy.referral-stands'), say(`copy.referral-stands.${hasEnded(each.state) ? each.state : 'open'}`)],
  ]
  const beside = withheld.includes('referral-texts')
    ? []
    : [
        facts([
          [say('copy.question'), written?.question],
          [say('copy.story'), written?.story],
        ]),
        ...(each.files.length > 0
          ? [
              part(
                say('copy.files'),
                each.files
                  .map((file) => words(say('copy.file', { name: file.name, ...sizeWords(file.size) })))
                  .join(''),
              ),
            ]
          : []),
        ...([true, false] as const).map((holds) => appointments(speech, each, holds)),
        ...(each.messages.length > 0 ? [part(say('copy.messages'), each.messages.map(words).join(''))] : []),
      ]
  const inside = given ? facts([...about, ...linesOf(speech, given.snapshot)]) : words(say('copy.not-given'))
  return part([day(each.madeOn), speech.apart(each.service)].join(speech.comma), [inside, ...beside].join(''))
}

/** Appointments that stand, or that do not any more: nobody is to go where nobody waits. */
function appointments({ say, lang }: Speech, { appointments: all }: Told, holds: boolean): string {
  const rows = all.filter((each) => each.holds === holds)
  if (rows.length === 0) return ''
  const lines = rows.map(({ day, time, place, with: who }) =>
    words([`${formatDate(day, lang)}, ${time}`, place, who].filter(Boolean).join(' · ')),
  )
  return part(say(holds ? 'copy.appointment' : 'copy.appointment-over'), lines.join(''))
}

/** What was given, but what was asked and told: that stands beside, and may be withheld. */
function linesOf({ say, name, lang }: Speech, given: Snapshot): Line[] {
  const one = (list: Parameters<typeof name>[0], code: string | undefined) => name(list, code ?? null)
  return [
    [say('copy.need'), one(needs, given.need)],
    [say('copy.spoken'), one(languages, given.language)],
    [say('copy.sex'), one(sexes, given.sex)],
    [say('copy.age-band'), given.ageBand && say(`copy.age.${given.ageBand}`)],
    [say('copy.name'), given.name],
    [say('copy.birth-date'), given.birthDate && formatPartialDate(given.birthDate, lang)],
    [say('copy.phones'), given.phones?.join(', ')],
    [say('copy.address'), given.address],
    [say('copy.citizenship'), one(citizenships, given.citizenship)],
    [say('copy.stay-document'), one(stayDocuments, given.stayDocument)],
    [say('copy.tax-code'), given.taxCode],
    [say('copy.profile'), one(profiles, given.profile)],
    [say('copy.sector'), one(sectors, given.sector)],
    [say('copy.work-form'), one(workForms, given.workForm)],
  ]
}
