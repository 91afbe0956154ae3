import type { z } from 'zod'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { unansweredLabels } from '#model/codes/answer.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { label } from '#model/codes/code-list.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { speaker } from '#model/message-catalogue.ts'
import type { FundingReturn } from '#model/monitoring/contract.ts'
import english from '#model/monitoring/file-messages.en.json' with { type: 'json' }
import italian from '#model/monitoring/file-messages.it.json' with { type: 'json' }
import type { FileAnswer } from '../platform/file-answer.ts'
import { fileOf, type Rows } from '../platform/spreadsheet.ts'

const lists = { bySex: sexes, byCitizenship: citizenships, bySector: sectors, byMonth: [] } as const

/** The return as rows of a sheet: head, totals against targets, breakdowns, definitions. */
function rowsOf(shown: z.input<typeof FundingReturn>, language: 'it' | 'en'): Rows {
  const say = speaker(language === 'it' ? italian : english, language)
  const day = (date: string) => formatDate(date as CivilDate, language)
  const name = (by: keyof typeof lists, code: string) => label([...unansweredLabels, ...lists[by]], code, language)
  const head: Rows = [
    ...(shown.demo ? [[say('file.demo')]] : []),
    [say('file.title')],
    [say('file.desk'), shown.deskName],
    [say('file.programme'), shown.programme],
    [say('file.from'), day(shown.from)],
    [say('file.to'), day(shown.to)],
    [],
    [say('file.measure'), say('file.breakdown'), say('file.value'), say('file.code'), say('file.persons')],
  ]
  const measures = (['intercepted', 'takenInCharge'] as const).flatMap((measure): Rows => {
    const totals = shown[measure]
    const parts = (Object.keys(lists) as (keyof typeof lists)[]).flatMap((by) =>
      Object.entries(totals[by]).map(([code, persons]) => [
        say(`file.${measure}`),
        say(`file.${by}`),
        name(by, code),
        code,
        persons,
      ]),
    )
    return [[say(`file.${measure}`), say('file.total'), null, null, totals.total], ...parts]
  })
  const beside: Rows = [
    [say('file.contacts'), say('file.total'), null, null, shown.contacts.total],
    [say('file.contacts'), say('file.anonymous'), null, null, shown.contacts.anonymous],
    [],
  ]
  const targets = shown.targets.map((target) => [
    say(`file.${target.measure}`),
    say('file.target', { min: target.min, max: target.max }),
    `${day(target.from)} – ${day(target.to)}`,
    say(`file.${target.standing}`),
    target.actual,
  ])
  return [
    ...head,
    ...measures,
    ...beside,
    ...targets,
    [],
    [say('file.definition.intercepted')],
    [say('file.definition.takenInCharge')],
  ]
}

export function returnAsFile(
  shown: z.input<typeof FundingReturn>,
  as: 'csv' | 'xlsx',
  language: 'it' | 'en',
): Promise<FileAnswer> {
  const name = `${language === 'it' ? 'rendicontazione' : 'return'}-${shown.desk}-${shown.from}-${shown.to}`
  return fileOf(
    rowsOf(shown, language),
    as,
    name,
    speaker(language === 'it' ? italian : english, language)('file.title'),
  )
}
