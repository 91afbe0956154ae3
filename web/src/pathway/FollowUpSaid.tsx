import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import type { FollowUpFact } from '#model/pathway/contract.ts'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'

/** Each question of a record with its answer, in words. Where nobody was reached there is none but that. */
function useToldWords() {
  const { t, lang } = useText()
  const codes = useCodes()
  const yesNo = (given: FollowUpFact['contract']): string =>
    given === 'yes' || given === 'no' ? t(`ui.${given}`) : codes.one([], given)
  return ({ day, reached, work, contract, stay, away, safe }: FollowUpFact): { asks: string; told: string }[] =>
    [
      ['day', shortDate(day, lang)],
      ['reached', t(`pathway.reached.${reached}`)],
      ...(reached === 'not-reached'
        ? []
        : [
            ['work', codes.one(workForms, work)],
            ['contract', yesNo(contract)],
            ['stay', codes.one(stayDocuments, stay)],
            ['away', yesNo(away)],
            ['safe', yesNo(safe)],
          ]),
    ].map(([field, told = '']) => ({ asks: t(`pathway.follow-up-${field}`), told }))
}

/** What was told after a closing. */
export function FollowUpSaid({ fact }: { fact: FollowUpFact }) {
  const { t } = useText()
  const wordsOf = useToldWords()
  return (
    <>
      <dl className="facts facts-wide">
        {wordsOf(fact).map(({ asks, told }) => (
          <div key={asks}>
            <dt>{asks}</dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
      {fact.text && <p className="prose personal">{fact.text}</p>}
      <p className="quiet">{t('pathway.follow-up-by', { by: fact.by })}</p>
    </>
  )
}

/** The same in a line of the history. */
export function FollowUpLine({ fact }: { fact: FollowUpFact }) {
  const { t } = useText()
  const wordsOf = useToldWords()
  return (
    <>
      {fact.withdrawn && <strong>{t('pathway.change.withdrawn')}. </strong>}
      {wordsOf(fact)
        .map(({ asks, told }) => `${asks}: ${told}`)
        .join(' · ')}
      {fact.text && <small className="personal">{fact.text}</small>}
    </>
  )
}
