import {
  type Filling,
  fillLetter,
  listLetters,
  MOST_LETTERS,
  makeLetter,
  printLetter,
  withdrawLetter,
} from '#model/letters/contract.ts'
import { holding, letterProblem } from '#model/letters/rules.ts'
import type { LetterTemplate, TemplateKey } from '#model/letters/template-contract.ts'
import { fieldsIn } from '#model/letters/text.ts'
import { caseBrief, touchedCase } from '../cases/asks.ts'
import { ownBodyOf } from '../grounds/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible } from '../platform/failure.ts'
import { makesPdf } from '../platform/pdf.ts'
import { type Route, route } from '../platform/route.ts'
import { fillingOf, onlyThese } from './filling.ts'
import { letterFile } from './paper.ts'
import { insertLetter, lettersOf, takeBack } from './store.ts'
import { templateRoutes, templateRows } from './template-routes.ts'

/** The letters of a case that this actor sees. */
async function shown(at: At, caseId: string) {
  if (!(await caseBrief(at, caseId))) throw notFound()
  return { caseId, today: at.today, letters: await lettersOf(at, [caseId]), pdf: makesPdf }
}

/** The version of a template that holds now. */
async function held(at: At, key: TemplateKey) {
  const row = (await templateRows(at)).find(({ id }) => id === key)
  if (!row) return undefined
  const { no, own, template } = holding(row)
  return template ? { no, own, template } : undefined
}

/** Who writes: the body and the desk. A discreet letter does not say it. */
const headOf = async (at: At, { discreet }: LetterTemplate): Promise<string[]> =>
  discreet ? [] : [await ownBodyOf(at), at.desk.name].filter(Boolean)

/** The letters of an open case, which is held until the end: of two who write at once one waits for the other. */
async function heldLetters(at: At, caseId: string) {
  const kase = await touchedCase(at, caseId)
  if (!kase) throw notFound()
  if (!kase.mayWrite) throw notPossible('case-closed')
  return lettersOf(at, [caseId])
}

export const letterRoutes: Route[] = [
  ...templateRoutes,
  route(listLetters, (at, { params }) => shown(at, params.case)),
  route(fillLetter, async (at, { params, query }): Promise<Filling> => {
    const kase = await caseBrief(at, params.case)
    const found = await held(at, query.template)
    if (!kase || !found) throw notFound()
    if (!kase.mayWrite) throw notPossible('case-closed')
    const head = await headOf(at, found.template)
    return { no: found.no, head, values: await fillingOf(at, { ...kase, id: params.case }, found.template) }
  }),
  route(makeLetter, async (at, { params, body }) => {
    if (await at.firstTime(body.id, { case: params.case, ...body }, () => shown(at, params.case))) {
      const letters = await heldLetters(at, params.case)
      if (letters.length >= MOST_LETTERS) throw notPossible('letters-full')
      const { template: key, no, language, values } = body
      const found = await held(at, key)
      if (!found) throw invalid({ pointer: '/template', code: 'unknown' })
      if (found.no !== no) throw movedOn(await shown(at, params.case))
      const { discreet, texts } = found.template
      const words = texts.find((text) => text.language === language)
      if (!words) throw invalid({ pointer: '/language', code: 'does-not-fit' })
      const kept = onlyThese(values, fieldsIn(words.text))
      const problem = letterProblem(words, kept)
      if (problem) throw notPossible(problem)
      await insertLetter(at, params.case, body.id, {
        ...{ template: key, no, own: found.own, discreet, ...words },
        name: texts.find((text) => text.language === 'it')?.title ?? words.title,
        values: kept,
        head: await headOf(at, found.template),
      })
    }
    return shown(at, params.case)
  }),
  route(withdrawLetter, async (at, { params, body }) => {
    const letter = (await heldLetters(at, params.case)).find(({ id }) => id === params.letter)
    if (!letter) throw notFound()
    if (!letter.withdrawn) await takeBack(at, params.case, letter.id, body.why)
    return shown(at, params.case)
  }),
  route(printLetter, async (at, { params, query }) => {
    const letter = (await shown(at, params.case)).letters.find(({ id }) => id === params.letter)
    if (!letter) throw notFound()
    return letterFile(letter, query.form, at.actor.name)
  }),
]
