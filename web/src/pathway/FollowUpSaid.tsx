import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { FollowUpFact } from '#model/pathway/contract.ts'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'

/** Yes, no, or that nobody was asked or that it was not said. */
export function useAnswerWords() {
  const { t } = useText()
  const codes = useCodes()
  return (given: FollowUpFact['contract']): string =>
    given === 'yes' || given === 'no' ? t(`ui.${given}`) : codes.one([], given)
}

/** What was told after a closing, each answer with its question. */
export function FollowUpSaid({ fact }: { fact: FollowUpFact }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const sayAnswer = useAnswerWords()
  const answers: [string, string][] =
    fact.reached === 'not-reached'
      ? []
      : [
          ['work', codes.one(workForms, fact.work)],
          ['contract', sayAnswer(fact.contract)],
          ['stay', codes.one(stayDocuments, fact.stay)],
          ['away', sayAnswer(fact.away)],
          ['safe', sayAnswer(fact.safe)],
        ]
  return (
    <>
      <dl className="facts facts-wide">
        {[['day', shortDate(fact.day, lang)], ['reached', t(`pathway.reached.${fact.reached}`)], ...answers].map(
          ([field, said]) => (
            <div key={field}>
              <dt>{t(`pathway.follow-up-${field}`)}</dt>
              <dd>{said}</dd>
            </div>
          ),
        )}
      </dl>
      {fact.text && <p className="prose personal">{fact.text}</p>}
    </>
  )
}
