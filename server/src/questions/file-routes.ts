import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { MOST_EVER, MOST_VERSIONS } from '#model/questions/contract.ts'
import {
  bringQuestions,
  FILE_FORMAT,
  FILE_VERSION,
  type FileLook,
  fileOf,
  hashed,
  lookAtQuestions,
  type Planned,
  planOf,
  readFile,
  takeQuestions,
} from '#model/questions/file.ts'
import { wordingIn } from '#model/questions/rules.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { invalid, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { holdQuestions, insertQuestion, insertVersion, questionsOf } from './store.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type Look = z.input<typeof FileLook>
type Looked = { look: Look; plan: readonly Planned[] }

/** What a file would do here; it says what is wrong with it, and then does nothing. */
async function lookedAt(at: At, bytes: Buffer): Promise<Looked> {
  const here = await questionsOf(at)
  const read = readFile(bytes.toString('utf8'), sha256)
  if ('problems' in read)
    return { look: { from: null, rows: [], kept: here.length, problems: read.problems, shown: '' }, plan: [] }
  const { plan, problems } = planOf(here, read.questions)
  const rows = plan.map(({ act, question, fields }) => {
    const { key, place, wordings } = question
    return { key, label: wordingIn(wordings, 'it').label, place, act, fields }
  })
  const named = new Set(plan.map(({ question }) => question.key))
  const kept = here.filter(({ key, retired }) => retired === null && !named.has(key)).length
  // What would be done, whole: the words too, and after which version.
  const whole = plan.map(({ act, question, here: ours }) => [act, question, ours?.versions[0]?.no ?? 0])
  const shown = sha256(JSON.stringify([at.desk.id, whole])).slice(0, 32)
  return { look: { from: { ...read.from, at: read.at }, rows, kept, problems, shown }, plan }
}

async function bring(at: At, plan: readonly Planned[]): Promise<void> {
  const news = plan.filter(({ act }) => act === 'add').length
  if ((await questionsOf(at)).length + news > MOST_EVER) throw notPossible('questions-ever-full')
  for (const { act, question, here } of plan) {
    if (act === 'add') await insertQuestion(at, newId(), question)
    const no = here?.versions[0]?.no ?? 0
    if (act !== 'change' || !here) continue
    if (no >= MOST_VERSIONS) throw notPossible('question-full')
    const { key: _, kind: __, place: ___, ...text } = question
    await insertVersion(at, here.id, no + 1, text)
  }
}

export const fileRoutes: Route[] = [
  route(takeQuestions, async (at) => {
    const questions = fileOf(await questionsOf(at))
    const head = {
      format: FILE_FORMAT,
      version: FILE_VERSION,
      from: { desk: at.desk.code, name: at.desk.name },
      at: at.now,
    }
    const text = JSON.stringify({ ...head, checksum: sha256(hashed(questions)), questions }, null, 2)
    return {
      bytes: Buffer.from(`${text}\n`),
      type: 'application/json; charset=utf-8',
      name: `domande-${at.desk.code}.json`,
    }
  }),
  route(lookAtQuestions, async (at, { bytes }) => (await lookedAt(at, bytes)).look),
  route(bringQuestions, async (at, { bytes, query }) => {
    await holdQuestions(at)
    const { look, plan } = await lookedAt(at, bytes)
    if (look.problems.length > 0) throw invalid({ pointer: '/file', code: look.problems[0]?.code ?? 'invalid' })
    // Brought in already, and no answer came: nothing is left to do.
    const isDone = plan.every(({ act }) => act !== 'add' && act !== 'change')
    if (!isDone && look.shown !== query.shown) throw notPossible('not-as-shown')
    if (!isDone) await bring(at, plan)
    return look
  }),
]
