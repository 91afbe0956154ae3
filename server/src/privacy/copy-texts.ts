import { unansweredLabels } from '#model/codes/answer.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { arrivalWays, employerFates, moneySources, paidThings, payees } from '#model/codes/arrivals.ts'
import { channels } from '#model/codes/channels.ts'
import { type CodeItem, label } from '#model/codes/code-list.ts'
import { contactWays, mediatorWishes } from '#model/codes/contact-ways.ts'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { decidingBodies, decisionOutcomes, decisionSources, decisions } from '#model/codes/decisions.ts'
import { given } from '#model/codes/given.ts'
import { givenWays } from '#model/codes/given-ways.ts'
import { type LanguageItem, languages } from '#model/codes/languages.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { ageSources, companions, guardianStates } from '#model/codes/minors.ts'
import { needs } from '#model/codes/needs.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { noticeKinds } from '#model/codes/notice-kinds.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { profiles } from '#model/codes/profiles.ts'
import { purposes } from '#model/codes/purposes.ts'
import { regionOf } from '#model/codes/regions.ts'
import { livingPlaces, relations } from '#model/codes/relations.ts'
import { restrictionReasons } from '#model/codes/restriction-reasons.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { Messages } from '#model/message-catalogue.ts'
import type { CopyLanguage } from '#model/privacy/copy-languages.ts'
import ar from '#model/privacy/copy-messages.ar.json' with { type: 'json' }
import bn from '#model/privacy/copy-messages.bn.json' with { type: 'json' }
import en from '#model/privacy/copy-messages.en.json' with { type: 'json' }
import es from '#model/privacy/copy-messages.es.json' with { type: 'json' }
import fr from '#model/privacy/copy-messages.fr.json' with { type: 'json' }
import it from '#model/privacy/copy-messages.it.json' with { type: 'json' }
import pa from '#model/privacy/copy-messages.pa.json' with { type: 'json' }
import ro from '#model/privacy/copy-messages.ro.json' with { type: 'json' }
import sq from '#model/privacy/copy-messages.sq.json' with { type: 'json' }
import uk from '#model/privacy/copy-messages.uk.json' with { type: 'json' }
import ur from '#model/privacy/copy-messages.ur.json' with { type: 'json' }
import zh from '#model/privacy/copy-messages.zh.json' with { type: 'json' }

/** The texts of the copy. Italian and English leave the names of codes to the lists. */
export const copyTexts: Record<CopyLanguage, Messages> = { it, en, fr, es, ar, ro, uk, sq, ur, zh, bn, pa }

/** The lists whose names the copy says: `code.<list>.<code>` in a translated file. */
export const copyLists: Record<string, readonly CodeItem[]> = {
  channels,
  dataScopes,
  given,
  givenWays,
  legalBases,
  needs,
  noteKinds,
  noticeKinds,
  outcomes,
  profiles,
  purposes,
  restrictionReasons,
  sectors,
  sexes,
  stayDocuments,
  workForms,
  arrivalWays,
  employerFates,
  payees,
  paidThings,
  moneySources,
  decisions,
  decisionOutcomes,
  decidingBodies,
  decisionSources,
  relations,
  livingPlaces,
  contactWays,
  mediatorWishes,
  companions,
  guardianStates,
  ageSources,
  appointmentKinds,
}

const listNames = new Map(Object.entries(copyLists).map(([name, list]) => [list, name]))

/** What a code is called in a copy. Languages and states have their names from the machine, in 'fr' as in 'ar'. */
export function nameInCopy(lang: CopyLanguage, list: readonly CodeItem[], code: string): string {
  if (lang === 'it' || lang === 'en') return label([...unansweredLabels, ...list], code, lang)
  const texts = copyTexts[lang]
  const said = texts[`code.beside.${code}`]
  if (said) return said
  if (list === languages) return languageName(lang, code)
  const region = regionOf(code)
  if (region) return new Intl.DisplayNames(lang, { type: 'region' }).of(region) ?? code
  return texts[`code.${listNames.get(list)}.${code}`] ?? code
}

/** A language that the machine has no name for is called as its speakers call it. */
function languageName(lang: CopyLanguage, code: string): string {
  const known = new Intl.DisplayNames(lang, { type: 'language', fallback: 'none' }).of(code)
  return known ?? (languages as readonly LanguageItem[]).find((one) => one.code === code)?.own ?? code
}
