import type { DocumentNode, Requirement } from './graph.ts'
import { stayOf } from './nodes-person.ts'
import { indicative, sources } from './sources.ts'

/** Online by oneself, or through a patronato or a CAF. */
const bySomeWay = (from: Requirement['from']): Requirement => ({
  anyOf: ['spid', 'identity-card', 'intermediary'],
  from,
})

const anyTaxCode = (from: Requirement['from']): Requirement => ({ anyOf: ['tax-code', 'tax-code-provisional'], from })

/** Health, work, income. */
export const rightsNodes = [
  {
    code: 'health-enrolment',
    area: 'health',
    requires: [
      { anyOf: ['passport'], from: sources.health },
      anyTaxCode(sources.health),
      stayOf(sources.health),
      { anyOf: ['residence', 'dwelling'], from: indicative },
    ],
    from: sources.health,
  },
  {
    code: 'health-card',
    area: 'health',
    requires: [
      { anyOf: ['health-enrolment'], from: indicative },
      { anyOf: ['tax-code'], from: indicative },
    ],
    from: indicative,
  },
  {
    code: 'family-doctor',
    area: 'health',
    requires: [{ anyOf: ['health-enrolment'], from: indicative }],
    from: indicative,
  },
  { code: 'stp', area: 'health', requires: [], from: sources.stp, lasts: [{ months: 6, from: sources.stp }] },
  { code: 'eni', area: 'health', requires: [], from: sources.eni },
  {
    code: 'intermediary',
    area: 'support',
    requires: [{ anyOf: ['passport', 'identity-card'], usually: true, from: indicative }],
    from: sources.allowanceGuide,
  },
  {
    code: 'availability',
    area: 'work',
    requires: [
      bySomeWay(sources.availability),
      { anyOf: ['tax-code'], usually: true, from: indicative },
      stayOf(sources.availabilityPermit),
    ],
    from: sources.availability,
  },
  {
    code: 'contract',
    area: 'work',
    requires: [stayOf(sources.immigrationAct), anyTaxCode(indicative)],
    from: sources.immigrationAct,
  },
  {
    code: 'hiring-notice',
    area: 'work',
    requires: [{ anyOf: ['contract'], from: indicative }],
    from: indicative,
    time: indicative,
  },
  { code: 'payslip', area: 'work', requires: [{ anyOf: ['hiring-notice'], from: indicative }], from: indicative },
  {
    code: 'income-certificate',
    area: 'work',
    requires: [{ anyOf: ['hiring-notice'], from: indicative }],
    from: indicative,
  },
  {
    code: 'work-history',
    area: 'work',
    requires: [
      { anyOf: ['hiring-notice'], from: sources.workHistory },
      { anyOf: ['tax-code'], from: sources.workHistory },
    ],
    from: sources.workHistory,
  },
  { code: 'contributions', area: 'work', requires: [bySomeWay(indicative)], from: indicative },
  {
    code: 'naspi',
    area: 'support',
    requires: [{ anyOf: ['hiring-notice'], from: indicative }, bySomeWay(indicative)],
    from: sources.servicePact,
    time: indicative,
  },
  {
    code: 'service-pact',
    area: 'work',
    requires: [{ anyOf: ['availability', 'naspi'], from: sources.servicePact }],
    from: sources.servicePact,
    time: sources.servicePact,
  },
  {
    code: 'isee',
    area: 'support',
    requires: [
      { anyOf: ['residence'], from: indicative },
      { anyOf: ['tax-code'], from: indicative },
    ],
    from: indicative,
  },
  {
    code: 'inclusion-allowance',
    area: 'support',
    requires: [
      {
        anyOf: ['special-cases-permit', 'protection-permit', 'long-term-permit'],
        mayNotApply: true,
        validFrom: '2025-10-04',
        from: sources.inclusionAllowance,
      },
      {
        anyOf: ['protection-permit', 'long-term-permit'],
        mayNotApply: true,
        validUntil: '2025-10-03',
        from: sources.allowanceForForeigners,
      },
      // Of who has a permit of the special cases neither the years of residence nor the ISEE are asked since then.
      { anyOf: ['residence', 'special-cases-permit'], validFrom: '2025-10-04', from: sources.inclusionAllowance },
      { anyOf: ['residence'], validUntil: '2025-10-03', from: sources.allowanceForForeigners },
      { anyOf: ['isee', 'special-cases-permit'], validFrom: '2025-10-04', from: sources.inclusionAllowance },
      { anyOf: ['isee'], validUntil: '2025-10-03', from: sources.allowanceForForeigners },
      bySomeWay(sources.allowanceGuide),
    ],
    from: sources.inclusionAllowance,
  },
  {
    code: 'activation-pact',
    area: 'support',
    requires: [{ anyOf: ['inclusion-allowance'], from: indicative }],
    from: indicative,
  },
  {
    code: 'bank-account',
    area: 'support',
    requires: [
      { anyOf: ['tax-code'], from: indicative },
      { anyOf: ['passport', 'identity-card'], from: indicative },
    ],
    from: indicative,
  },
] as const satisfies readonly DocumentNode[]
