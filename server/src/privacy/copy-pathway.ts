import { type CivilDate, formatDate, formatInstant } from '#model/calendar.ts'
import { needs } from '#model/codes/needs.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { FollowUpFact, GoalFact, ReviewFact, StepFact } from '#model/pathway/contract.ts'
import type { pathwaysOfCases } from '../pathway/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

type Pathways = Awaited<ReturnType<typeof pathwaysOfCases>>

/** All that was written in a person's pathways, each record as it was. What colleagues noted on it is withheld with the notes. */
export function pathwayPart(speech: Speech, pathways: Pathways, withheld: readonly string[]): string {
  const { say, name, lang, comma } = speech
  const day = (on: CivilDate | null) => on && formatDate(on, lang)
  const noted = withheld.includes('case-notes') ? () => '' : (text: string) => (text ? words(text) : '')
  const written = (at: string): [string, string] => [say('copy.paper-noted'), formatInstant(at, lang)]

  const goal = ({ area, text, state, agreedOn, since, why, at }: GoalFact) =>
    part(
      [say('copy.pathway-goal'), name(needs, area), say(`copy.pathway.${state}`)].join(comma),
      words(text) +
        facts([[say('copy.pathway-agreed'), day(agreedOn)], [say('copy.pathway-since'), day(since)], written(at)]) +
        noted(why),
    )
  const step = ({ text, owner, ownerName, due, state, doneOn, at }: StepFact) => {
    const does = owner === 'other' ? ownerName : say(`copy.pathway-owner.${owner === 'member' ? 'desk' : 'person'}`)
    const stands = say(state === 'withdrawn' ? 'copy.pathway.withdrawn' : `copy.pathway-step.${state}`)
    const lines = facts([
      [say('copy.pathway-owner'), does],
      [say('copy.pathway-due'), day(due)],
      [say('copy.pathway-done'), day(doneOn)],
      written(at),
    ])
    return part([say('copy.pathway-step'), stands].join(comma), words(text) + lines)
  }
  const review = ({ day: on, text, nextOn, withdrawn, at }: ReviewFact) =>
    part(
      [say('copy.pathway-review'), day(on), withdrawn ? say('copy.pathway.withdrawn') : ''].filter(Boolean).join(comma),
      noted(text) + facts([[say('copy.pathway-next'), day(nextOn)], written(at)]),
    )

  const followUp = ({ moment, day: on, reached, text, withdrawn, at, ...answers }: FollowUpFact) => {
    const told = reached === 'yes' ? 'copy.pathway-owner.person' : `copy.pathway-told.${reached}`
    const said: [string, string][] =
      reached === 'not-reached'
        ? []
        : [
            [say('copy.work-form'), name(workForms, answers.work)],
            [say('copy.pathway-contract'), say(`copy.answer.${answers.contract}`)],
            [say('copy.stay-document'), name(stayDocuments, answers.stay)],
            [say('copy.pathway-away'), say(`copy.answer.${answers.away}`)],
            [say('copy.pathway-safe'), say(`copy.answer.${answers.safe}`)],
          ]
    return part(
      [say(`copy.pathway-outcome.${moment}`), day(on), withdrawn ? say('copy.pathway.withdrawn') : '']
        .filter(Boolean)
        .join(comma),
      noted(text) + facts([[say('copy.pathway-told'), say(told)], ...said, written(at)]),
    )
  }

  const rows = [
    ...pathways.goals.flatMap(({ id, history }) => [
      ...history.map(goal),
      ...pathways.steps.filter((each) => each.goal === id).flatMap((each) => each.history.map(step)),
    ]),
    ...pathways.reviews.flatMap(({ history }) => history.map(review)),
    ...pathways.followUps.flatMap(({ history }) => history.map(followUp)),
  ]
  return rows.length === 0 ? '' : section(say('copy.pathway'), rows, '')
}
