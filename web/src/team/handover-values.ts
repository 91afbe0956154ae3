import { HandoverPart, type Holding } from '#model/team/handover-contract.ts'

/** What is typed about one case: to somebody else than the others, not at all, with a note. */
type Line = { to?: string; stays?: boolean; note?: string }
export type Values = { to: string; what: string[]; lines: Record<string, Line> }
export const empty: Values = { to: '', what: [...HandoverPart.options], lines: {} }

/** To whom a case goes; '' to nobody yet. */
export const receiverOf = (values: Values, caseId: string): string => values.lines[caseId]?.to || values.to

/** All colleagues to whom something goes. */
export const receivers = (values: Values): string[] => [
  ...new Set([values.to, ...Object.values(values.lines).map(({ to }) => to ?? '')].filter(Boolean)),
]

export const lineWith = (values: Values, caseId: string, part: Line): Pick<Values, 'lines'> => ({
  lines: { ...values.lines, [caseId]: { ...values.lines[caseId], ...part } },
})

export const chosenParts = ({ what }: Values): HandoverPart[] =>
  HandoverPart.options.filter((part) => what.includes(part))

/** Whether there is anything of this case that would go. */
export const hasWhat = (row: Holding, values: Values): boolean =>
  row.role !== null || chosenParts(values).some((part) => row[part] > 0)

/** The cases that go: chosen, to somebody who can take them. `rows`: each with its verdict for the colleague it goes to. */
export const going = (rows: readonly Holding[], values: Values): Holding[] =>
  rows.filter(
    (row) =>
      !values.lines[row.caseId]?.stays && row.verdict !== null && row.verdict.refused === null && hasWhat(row, values),
  )
