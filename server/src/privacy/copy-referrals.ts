import { type CivilDate, formatDate, formatPartialDate } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { Snapshot } from '#model/referrals/contract.ts'
import { sizeWords } from '#model/referrals/files.ts'
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
        ...(each.appointments.length > 0
          ? [
              part(
                say('copy.appointment'),
                each.appointments
                  .map(({ day: on, time, place, with: who }) =>
                    words([`${day(on)}, ${time}`, place, who].filter(Boolean).join(' · ')),
                  )
                  .join(''),
              ),
            ]
          : []),
        ...(each.messages.length > 0 ? [part(say('copy.messages'), each.messages.map(words).join(''))] : []),
      ]
  const inside = given ? facts([...about, ...linesOf(speech, given.snapshot)]) : words(say('copy.not-given'))
  return part([day(each.madeOn), speech.apart(each.service)].join(speech.comma), [inside, ...beside].join(''))
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
