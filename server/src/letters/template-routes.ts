import { templateProblems } from '#model/letters/rules.ts'
import {
  type LetterTemplate,
  listLetterTemplates,
  MOST_LETTER_TEMPLATES,
  MOST_LETTER_VERSIONS,
  ProductTemplate,
  type TemplateKey,
  writeLetterTemplate,
} from '#model/letters/template-contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { ownTemplates } from './own-templates.ts'
import { insertVersion, versionsOf } from './template-store.ts'

/** The product's templates first, then what the desk made itself. */
export async function templateRows(at: At) {
  const [versions, nameOf] = await Promise.all([versionsOf(at), namesOfActors(at)])
  const byKey = Map.groupBy(versions, ({ key }) => key)
  const own = [...byKey.keys()].filter((key) => !ProductTemplate.safeParse(key).success)
  return [...ProductTemplate.options, ...own].map((id) => ({
    id,
    versions: (byKey.get(id) ?? []).map(({ no, by, at: when, template }) => ({
      no,
      by: nameOf(by),
      at: when,
      template,
    })),
    product: ownTemplates.get(id as ProductTemplate) ?? null,
  }))
}

const templates = async (at: At) => ({
  rows: await templateRows(at),
  can: at.actor.grants.includes('template.write') ? (['write'] as const).slice() : [],
})
type Held = Awaited<ReturnType<typeof templateRows>>
type Sent = { no: number; template: LetterTemplate | null }

/** Whether the very version that is sent stands there and holds: it was written, and no answer came. */
function isThere(rows: Held, key: TemplateKey, { no, template }: Sent): boolean {
  const latest = rows.find(({ id }) => id === key)?.versions[0]
  return latest?.no === no + 1 && JSON.stringify(latest.template) === JSON.stringify(template)
}

export const templateRoutes: Route[] = [
  route(listLetterTemplates, templates),
  route(writeLetterTemplate, async (at, { params: { letterTemplate: key }, body }) => {
    const wrong = body.template ? templateProblems(body.template) : []
    if (wrong.length > 0) throw invalid(...wrong)
    if (body.no >= MOST_LETTER_VERSIONS) throw notPossible('template-full')
    const before = await templateRows(at)
    const isNew = !before.some(({ id }) => id === key)
    if (isNew && before.length >= ProductTemplate.options.length + MOST_LETTER_TEMPLATES)
      throw notPossible('templates-full')
    const written = await insertVersion(at, key, body.no, { template: body.template })
    const now = await templates(at)
    if (!written && !isThere(now.rows, key, body)) throw movedOn(now)
    return now
  }),
]
