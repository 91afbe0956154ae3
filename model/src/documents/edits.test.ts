import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { documentNodes } from './documents.ts'
import { LocalEdit } from './edit-contract.ts'
import { editProblem, editRefusal } from './edit-rules.ts'
import { graphWithEdits, type HeldEdit, heldEdits, ownName } from './edits.ts'
import { missingFor, placeOf, requirementsOf, wayTo } from './engine.ts'

const day = '2026-01-15' as CivilDate
const none = { it: '', en: '' }
const facts = {
  ...{ where: none, bring: none, time: none, requires: [] as string[][] },
  ...{ source: 'Comune, sportello anagrafe', checkedOn: '2026-01-10', validFrom: null, validUntil: null },
}
const paper = '0190f3a0-0000-7000-8000-000000000001'
const other = '0190f3a0-0000-7000-8000-000000000002'
const own = (more: object = {}) =>
  LocalEdit.parse({ own: { area: 'home', name: { it: 'Attestazione', en: '' } }, ways: [], ...facts, ...more })
const change = (more: object = {}) => LocalEdit.parse({ own: null, ways: [], ...facts, ...more })
const written = (...edits: [string, LocalEdit][]): HeldEdit[] =>
  edits.map(([document, edit], at) => ({ document, edit, no: at + 1 }))
const rowsOf = (...edits: [string, LocalEdit | null][]) =>
  edits.map(([document, edit], at) => ({ document, versions: [{ no: at + 1, by: '', at: '', edit }] }))
const over = (edits: HeldEdit[], on = day) => graphWithEdits(documentNodes, edits, on)

describe('a desk’s own edits', () => {
  test('a document of the desk’s own is needed, obtained and led to like one of the product', () => {
    const { graph, leftOut } = over(
      written([paper, own({ requires: [['passport']] })], ['residence', change({ requires: [[paper]] })]),
    )
    expect(leftOut).toEqual([])
    const held = new Map([['passport', 'held'] as const, ['housing-title', 'held'] as const])
    expect(placeOf(graph, 'residence', held, day)).toBe('blocked')
    expect(placeOf(graph, paper, held, day)).toBe('now')
    expect(wayTo(graph, missingFor(graph, 'residence', held, day), held, day)?.map(({ code }) => code)).toContain(paper)
    expect(graph.nodes.get(paper)?.local?.name).toEqual({ it: 'Attestazione', en: '' })
  })

  test('another way widens what the product asks, says that the desk did, and leaves the rest as it was', () => {
    const { graph } = over(
      written([paper, own()], ['tax-code', change({ ways: [{ insteadOf: 'passport', also: paper }] })]),
    )
    const [first, second] = requirementsOf(graph, 'tax-code', day)
    expect(first).toMatchObject({ anyOf: ['passport', paper], local: { at: facts.source } })
    expect(second).toEqual(requirementsOf(over([]).graph, 'tax-code', day)[1])
  })

  test('an edit holds between its days, and what does not hold on a day is asked by nobody', () => {
    const edits = written(
      [paper, own({ validFrom: '2026-01-10', validUntil: '2026-01-20' })],
      ['passport', change({ requires: [[paper]] })],
    )
    for (const [on, needs] of [
      ['2026-01-09', 0],
      ['2026-01-10', 1],
      ['2026-01-20', 1],
      ['2026-01-21', 0],
    ] as const) {
      const { graph } = over(edits, on as CivilDate)
      expect(graph.nodes.has(paper), on).toBe(needs === 1)
      expect(requirementsOf(graph, 'passport', on as CivilDate), on).toHaveLength(needs)
    }
  })

  test('of edits that close a circle together the one that was written later is left out, with the names of the circle', () => {
    const circle = own({ requires: [['residence']] })
    const { graph, leftOut } = over([
      { document: 'residence', no: 3, edit: change({ requires: [[paper]] }) },
      { document: paper, no: 2, edit: circle },
      { document: 'passport', no: 4, edit: change({ where: { it: 'Consolato', en: '' } }) },
    ])
    expect(leftOut).toEqual([
      { document: 'residence', problem: { problem: 'cycle', path: ['residence', paper, 'residence'] } },
    ])
    // All else works.
    expect(graph.nodes.get(paper)?.requires).toHaveLength(1)
    expect(graph.nodes.get('passport')?.local?.where.it).toBe('Consolato')
  })

  test('two of the desk’s own that need each other, and a document that needs itself, are told as circles', () => {
    const { leftOut } = over(written([paper, own({ requires: [[other]] })], [other, own({ requires: [[paper]] })]))
    expect(leftOut.map(({ document, problem }) => [document, problem.problem])).toEqual([
      [paper, 'cycle'],
      [other, 'cycle'],
    ])
    const [itself] = over(written(['permit', change({ requires: [['permit']] })])).leftOut
    expect(itself?.problem).toEqual({ problem: 'cycle', path: ['permit', 'permit'] })
  })

  test('a newer graph of the product that closes a circle with an old edit leaves the edit out', () => {
    const edits = written(['passport', change({ requires: [['hospitality']] })])
    const older = documentNodes.map((node) => (node.code === 'hospitality' ? { ...node, requires: [] } : node))
    expect(graphWithEdits(older, edits, day).leftOut).toEqual([])
    expect(over(edits).leftOut).toMatchObject([{ document: 'passport', problem: { problem: 'cycle' } }])
  })

  test('what names a document that is not there is left out, and what names that one as well', () => {
    const gone = '0190f3a0-0000-7000-8000-000000000009'
    const { leftOut } = over(
      written(
        ['permit', change({ requires: [[paper]] })],
        [paper, own({ requires: [[gone]] })],
        ['no-longer-shipped', change({ where: { it: 'x', en: '' } })],
        ['tax-code', change({ ways: [{ insteadOf: 'spid', also: 'passport' }] })],
        ['tax-code-provisional', own()],
      ),
    )
    expect(leftOut.map(({ problem }) => problem)).toEqual([
      { problem: 'unknown', code: 'permit', names: paper },
      { problem: 'unknown', code: paper, names: gone },
      { problem: 'unknown', code: 'no-longer-shipped', names: 'no-longer-shipped' },
      { problem: 'no-such-need', code: 'tax-code', names: 'spid' },
      { problem: 'repeated', code: 'tax-code-provisional' },
    ])
  })

  test('an edit that names a document written later waits for it', () => {
    expect(over(written(['permit', change({ requires: [[paper]] })], [paper, own()])).leftOut).toEqual([])
  })

  test('the latest version holds, what was given up does not, and keeps its name', () => {
    const rows = [
      {
        document: paper,
        versions: [
          { no: 3, by: '', at: '', edit: null },
          { no: 1, by: '', at: '', edit: own() },
        ],
      },
      { document: 'permit', versions: [{ no: 2, by: '', at: '', edit: change({ where: { it: 'a', en: '' } }) }] },
    ]
    expect(heldEdits(rows)).toMatchObject([{ document: 'permit', no: 2 }])
    expect(rows.map(ownName)).toEqual([{ it: 'Attestazione', en: '' }, null])
  })
})

describe('an edit that is written', () => {
  const refusal = (rows: ReturnType<typeof rowsOf>, document: string, edit: LocalEdit | null) =>
    editRefusal(documentNodes, rows, { document, edit }, day)

  test('is refused where it closes a circle, and taken where it replaces the edit that would', () => {
    const rows = rowsOf([paper, own({ requires: [['residence']] })])
    expect(refusal(rows, 'residence', change({ requires: [[paper]] }))).toEqual({
      why: { problem: 'cycle', path: ['residence', paper, 'residence'] },
    })
    expect(refusal(rows, paper, own({ requires: [['passport']] }))).toBeNull()
    // Also where others already need the document that is written anew.
    const needed = rowsOf([paper, own()], ['residence', change({ requires: [[paper]] })])
    expect(refusal(needed, paper, own({ requires: [['residence']] }))).toMatchObject({ why: { problem: 'cycle' } })
    expect(refusal(rows, paper, own({ requires: [[paper]] }))).toMatchObject({ why: { problem: 'cycle' } })
  })

  test('a document of the desk’s own is not given up while others need it', () => {
    const rows = rowsOf([paper, own()], ['residence', change({ requires: [[paper]] })])
    expect(refusal(rows, paper, null)).toEqual({ needed: ['residence'] })
    expect(refusal(rowsOf([paper, own()]), paper, null)).toBeNull()
  })

  test('what was left out before keeps nobody from writing', () => {
    const rows = rowsOf(['permit', change({ requires: [['permit']] })], [paper, own()])
    expect(refusal(rows, paper, own({ requires: [['passport']] }))).toBeNull()
    expect(refusal(rows, 'permit', null)).toBeNull()
  })

  test('says something, of a day that was, between days that follow each other, of the kind that the document is', () => {
    const wrong = (document: string, edit: LocalEdit) => editProblem(document, edit, day)
    expect(wrong('permit', change())).toEqual({ field: 'where', code: 'missing' })
    expect(wrong('permit', own())).toEqual({ field: 'own', code: 'does-not-fit' })
    expect(wrong(paper, change({ requires: [['permit']] }))).toEqual({ field: 'own', code: 'does-not-fit' })
    expect(wrong(paper, own({ ways: [{ insteadOf: 'permit', also: 'passport' }] }))).toEqual({
      field: 'ways',
      code: 'does-not-fit',
    })
    expect(wrong(paper, own({ checkedOn: '2026-01-16' }))).toEqual({ field: 'checkedOn', code: 'future' })
    expect(wrong(paper, own({ validFrom: '2026-01-16', validUntil: '2026-01-15' }))).toEqual({
      field: 'validUntil',
      code: 'does-not-fit',
    })
    expect(wrong(paper, own({ validFrom: '2026-01-15', validUntil: '2026-01-15' }))).toBeNull()
  })
})
