import type { DocumentNode, Requirement } from './graph.ts'
import { indicative, sources } from './sources.ts'

const permits = ['permit', 'special-cases-permit', 'protection-permit', 'long-term-permit'] as const

/** A permit of any kind, or the receipt of the application: asked of third-country nationals alone. */
export const stayOf = (from: Requirement['from']): Requirement => ({
  anyOf: ['permit-receipt', ...permits],
  mayNotApply: true,
  from,
})

/** Who somebody is, on what one stays, where one lives. */
export const personNodes = [
  { code: 'passport', area: 'identity', requires: [], from: indicative },
  { code: 'permit-receipt', area: 'stay', requires: [], from: sources.immigrationAct },
  {
    code: 'permit',
    area: 'stay',
    requires: [{ anyOf: ['permit-receipt'], from: indicative }],
    from: sources.immigrationAct,
  },
  {
    code: 'special-cases-permit',
    area: 'stay',
    requires: [],
    from: sources.specialCases,
    decided: true,
    lasts: [
      { months: 6, validUntil: '2025-10-03', from: sources.specialCases },
      { months: 12, validFrom: '2025-10-04', from: sources.specialCases },
    ],
  },
  { code: 'protection-permit', area: 'stay', requires: [], from: indicative, decided: true },
  {
    code: 'long-term-permit',
    area: 'stay',
    requires: [{ anyOf: ['permit', 'special-cases-permit', 'protection-permit'], from: indicative }],
    from: indicative,
    decided: true,
  },
  {
    code: 'tax-code-provisional',
    area: 'identity',
    requires: [],
    from: sources.provisionalTaxCode,
    lasts: [{ months: 6, from: sources.provisionalTaxCode }],
  },
  {
    code: 'tax-code',
    area: 'identity',
    requires: [{ anyOf: ['passport'], from: sources.taxCodeForm }, stayOf(sources.taxCode)],
    from: sources.taxCode,
  },
  {
    code: 'hospitality',
    area: 'home',
    requires: [{ anyOf: ['passport'], from: sources.hospitality }],
    from: sources.hospitality,
    time: sources.hospitality,
  },
  { code: 'housing-title', area: 'home', requires: [], from: sources.residence },
  { code: 'homeless-address', area: 'home', requires: [], from: indicative },
  { code: 'dwelling', area: 'home', requires: [], from: indicative },
  {
    code: 'residence',
    area: 'home',
    requires: [
      { anyOf: ['passport'], from: sources.residence },
      stayOf(sources.residence),
      { anyOf: ['housing-title', 'homeless-address'], from: sources.residence },
      { anyOf: ['tax-code'], usually: true, from: sources.residenceAsked },
    ],
    from: sources.residence,
  },
  {
    code: 'identity-card',
    area: 'identity',
    requires: [
      { anyOf: ['residence'], usually: true, from: indicative },
      { anyOf: ['tax-code'], usually: true, from: indicative },
    ],
    from: indicative,
  },
  {
    code: 'spid',
    area: 'identity',
    requires: [
      { anyOf: ['identity-card'], usually: true, from: sources.spid },
      { anyOf: ['tax-code'], from: sources.spidOfTown },
    ],
    from: sources.spid,
  },
] as const satisfies readonly DocumentNode[]
