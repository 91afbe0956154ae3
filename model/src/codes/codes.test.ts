import { expect, test } from 'vitest'
import { answers, findUnanswered, findYesNo, YesNo } from './answer.ts'
import { arrangementKinds } from './arrangement-kinds.ts'
import { arrivalWays, employerFates, moneySources, paidThings, payees } from './arrivals.ts'
import { channels, findChannel } from './channels.ts'
import { belfioreOf, citizenships, findCitizenship, isEuMember, isThirdCountry } from './citizenships.ts'
import { type CodeItem, label } from './code-list.ts'
import { dataScopes } from './data-scopes.ts'
import { decidingBodies, decisionOutcomes, decisionSources, decisions } from './decisions.ts'
import { emergencies } from './emergencies.ts'
import { erasureGrounds, erasureRefusals } from './erasure-reasons.ts'
import { fold } from './fold.ts'
import { given } from './given.ts'
import { givenWays } from './given-ways.ts'
import { languages } from './languages.ts'
import { cited, legalBases } from './legal-bases.ts'
import { findNeeds, Need, needs } from './needs.ts'
import { noteKinds } from './note-kinds.ts'
import { noticeKinds } from './notice-kinds.ts'
import { outcomes } from './outcomes.ts'
import { profiles } from './profiles.ts'
import { purposes } from './purposes.ts'
import { restrictionReasons } from './restriction-reasons.ts'
import { findSector, sectors } from './sectors.ts'
import { findSex, sexes } from './sexes.ts'
import { signalRefusals, signalSubjects } from './signal-subjects.ts'
import { specialConditions } from './special-conditions.ts'
import { findStayDocument, stayDocuments } from './stay-documents.ts'
import { workForms } from './work-forms.ts'

const lists: Record<string, readonly CodeItem[]> = {
  channels,
  citizenships,
  given,
  languages,
  legalBases,
  needs,
  noteKinds,
  outcomes,
  profiles,
  sectors,
  sexes,
  stayDocuments,
  workForms,
  arrangementKinds,
  dataScopes,
  givenWays,
  noticeKinds,
  emergencies,
  signalSubjects,
  signalRefusals,
  purposes,
  restrictionReasons,
  erasureGrounds,
  erasureRefusals,
  specialConditions,
  arrivalWays,
  employerFates,
  payees,
  paidThings,
  moneySources,
  decisions,
  decisionOutcomes,
  decidingBodies,
  decisionSources,
}

test.each(Object.entries(lists))('%s: codes are unique, every one is named, and no word means two codes', (_, list) => {
  const owner = new Map<string, string>()
  expect(new Set(list.map((item) => item.code)).size).toBe(list.length)
  for (const item of list) {
    expect(item.it).not.toBe('')
    expect(item.en).not.toBe('')
    for (const word of new Set([item.code, item.it, item.en, ...(item.words?.split('|') ?? [])].map(fold))) {
      if (word === '') continue
      expect([word, owner.get(word)]).toEqual([word, undefined])
      owner.set(word, item.code)
    }
  }
})

test.each([
  ['Bangladese', 'BGD'],
  ['bangladesh ', 'BGD'],
  ['BANGLADESH', 'BGD'],
  ['Z249', 'BGD'],
  ['bgd', 'BGD'],
  ['Pakistana', 'PAK'],
  ['pakistano', 'PAK'],
  ['Egiziana', 'EGY'],
  ['EGITTO', 'EGY'],
  ['MAROCCO ', 'MAR'],
  ['marocchina', 'MAR'],
  ['Ucraino', 'UKR'],
  ['Nigeriana', 'NGA'],
  ['nigerina', 'NER'],
  ['albanese', 'ALB'],
  ["Costa d'Avorio", 'CIV'],
  ['COSTA D’AVORIO', 'CIV'],
  ['Côte d’Ivoire', 'CIV'],
  ['Peru', 'PER'],
  ['Perù', 'PER'],
  ['Rep. Dominicana', 'DOM'],
  ['Repubblica del Senegal', 'SEN'],
  ['cittadina romena', 'ROU'],
  ['India (Punjab)', 'IND'],
  ['italiana', 'ITA'],
  ['apolide', 'STATELESS'],
  ['srilankese', 'LKA'],
  ['kosovaro', 'XKX'],
])('"%s" is the citizenship %s', (text, code) => {
  expect(findCitizenship(text)).toBe(code)
})

test('a citizenship that may be two states, or none, is not guessed', () => {
  for (const text of ['congolese', 'africana', 'extracomunitario', '', 'constructor']) {
    expect(findCitizenship(text)).toBeUndefined()
  }
})

test('the Union has 27 members, and a third country is neither of it nor unknown', () => {
  expect(citizenships.filter((item) => isEuMember(item.code))).toHaveLength(27)
  expect(isThirdCountry(['BGD'])).toBe(true)
  expect(isThirdCountry(['STATELESS'])).toBe(true)
  expect(isThirdCountry(['MDA', 'ROU'])).toBe(false)
  expect(isThirdCountry(['UNKNOWN'])).toBeUndefined()
  expect(isThirdCountry([])).toBeUndefined()
  expect(belfioreOf('BGD')).toBe('Z249')
  expect(belfioreOf('ITA')).toBeUndefined()
})

test('not asked, declined and no are three things', () => {
  expect(['', '-', 'Non chiesto', 'n.d.'].map(findUnanswered)).toEqual(Array(4).fill('not_asked'))
  expect(['Non dichiarato', 'rifiuta'].map(findUnanswered)).toEqual(['declined', 'declined'])
  expect(findUnanswered('no')).toBeUndefined()
  expect(['SI', 'sì', 'Si', 'x', 'yes', '✓'].map(findYesNo)).toEqual(Array(6).fill('yes'))
  expect(['no', 'NO', '', 'forse'].map(findYesNo)).toEqual(['no', 'no', 'not_asked', undefined])
  expect(YesNo.options.length).toBe(2)
  const Needs = answers(Need)
  expect(Needs.parse([])).toEqual([])
  expect(Needs.parse('declined')).toBe('declined')
  expect(Needs.safeParse('no').success).toBe(false)
})

test('the words of a register become codes', () => {
  expect(['M', 'm', 'M ', 'Uomo', 'maschio'].map(findSex)).toEqual(Array(5).fill('M'))
  expect(['f', 'femmina', 'Donna'].map(findSex)).toEqual(Array(3).fill('F'))
  expect([findSex(''), findSex('boh')]).toEqual(['not_asked', undefined])
  expect(
    ['Ristorazione', 'Alberghi', 'Logistica', 'Pulizie', 'Edilizia', 'Rider', 'Agricoltura'].map(findSector),
  ).toEqual(['restaurants', 'hotels', 'logistics', 'cleaning', 'construction', 'riders', 'agriculture'])
  expect(['Permesso di soggiorno', 'Ricevuta', 'Senza permesso', 'Non dichiarato', ''].map(findStayDocument)).toEqual([
    'permit',
    'receipt',
    'none',
    'declined',
    'not_asked',
  ])
})

test('needs are divided by comma, semicolon or slash, in one order, and what is not understood is handed back', () => {
  expect(findNeeds('Lavoro; Italiano')).toEqual({ needs: ['italian', 'work'], unknown: [] })
  expect(findNeeds('Legale, Salute')).toEqual({ needs: ['health', 'legal'], unknown: [] })
  expect(findNeeds('Salute / Abitazione')).toEqual({ needs: ['health', 'housing'], unknown: [] })
  expect(findNeeds('Lavoro; astronave')).toEqual({ needs: ['work'], unknown: ['astronave'] })
  expect(findNeeds('')).toEqual({ needs: 'not_asked', unknown: [] })
  expect(findNeeds('nessuno')).toEqual({ needs: [], unknown: [] })
})

test('a place that is no channel is another service, and keeps its name', () => {
  expect(findChannel('Milano Welcome Center')).toEqual({ channel: 'other-service', place: 'Milano Welcome Center' })
  expect(findChannel('Unità di strada')).toEqual({ channel: 'street-unit' })
  expect(findChannel('Consolato: Egitto')).toEqual({ channel: 'consulate', place: 'Egitto' })
  expect(findChannel('Unità di strada (Stazione)')).toEqual({ channel: 'street-unit', place: 'Stazione' })
  expect(findChannel('Sportello PUA')).toEqual({ channel: 'desk' })
  expect(findChannel('')).toEqual({ channel: 'not_asked' })
})

test('a label is Italian in Italian, English elsewhere, and the bare code when nobody knows it', () => {
  expect(label(sectors, 'hotels', 'it')).toBe('Alberghi')
  expect(label(sectors, 'hotels', 'fr')).toBe('Hotels')
  expect(label(sectors, 'gone', 'it')).toBe('gone')
})

test('a citation is written in Italian as in Italy', () => {
  const consent = legalBases.find(({ code }) => code === 'consent')
  expect(cited(consent?.citation ?? '', 'it')).toBe('art. 6, par. 1, lett. a) e art. 7 GDPR')
  expect(cited('art. 9(2)(b) or (g) GDPR; art. 2-ter D.Lgs. 196/2003', 'it')).toBe(
    'art. 9, par. 2, lett. b) o g) GDPR; art. 2-ter D.Lgs. 196/2003',
  )
  expect(legalBases.map(({ citation }) => cited(citation, 'it')).filter((text) => /\(| and | or /.test(text))).toEqual(
    [],
  )
})
