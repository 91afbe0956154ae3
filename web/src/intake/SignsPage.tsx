import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PartialDate } from '#model/calendar.ts'
import { languages } from '#model/codes/languages.ts'
import type { AgeGroup } from '#model/intake/sign-rules.ts'
import type { Sign } from '#model/intake/signs.ts'
import { isSpokenReviewed, type SpokenLanguage, spokenLanguages } from '#model/intake/spoken.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { SignForm } from './SignForm.tsx'
import { SignHistory } from './SignHistory.tsx'
import { SignsWeighed } from './SignsWeighed.tsx'
import { isSpoken } from './SpokenQuestion.tsx'
import { firstOpen, groupOf, noValues, partOf, type SignPart, signParts, signsOf, valuesOf } from './sign-parts.ts'
import { signsQuery } from './sign-queries.ts'

/** Signs of a case: one question at a time, in any order, over several meetings; beside it what comes of the answers. */
export function SignsPage() {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/segni' })
  const whole = useQuery(caseQuery(desk.code, id))
  const query = useQuery(signsQuery(desk.code, id))
  const draft = useDraft('sign', id, noValues)
  const [saved, setSaved] = useState(0)
  const [chosen, setGroup] = useState<AgeGroup | null>(null)
  const [picked, setPicked] = useState<SpokenLanguage | '' | null>(null)
  const file = whole.data
  // Begins with the language that the person understands, where the questions are written in it.
  const own = file?.person.language ?? null
  const other = picked ?? (isSpoken(own) && own !== lang ? own : '')
  const rows = query.data?.rows ?? []
  const group = chosen ?? groupOf((file?.person.birthDate ?? null) as PartialDate | null, todayHere())
  const answered = new Set<Sign>(rows.filter(({ answer }) => answer !== 'not_asked').map(({ sign }) => sign))
  const lastOf = (sign: Sign) => rows.find((one) => one.sign === sign)
  const now = draft.values.sign || firstOpen('penal', group, answered)
  const values = draft.values.sign ? draft.values : valuesOf(now, lastOf(now))
  const go = (sign: Sign) => void draft.finish(valuesOf(sign, lastOf(sign)))
  const part = partOf(now)
  const count = (of: SignPart) => {
    const all = signsOf(of, group)
    return { answered: all.filter((sign) => answered.has(sign)).length, of: all.length }
  }
  const title = (of: SignPart) => t(of === 'penal' ? 'signs.part.penal' : `sign.dimension.${of}`)
  const name =
    file && (file.person.name || file.person.code || t(file.person.erased ? 'people.erased' : 'people.unnamed'))
  return (
    <Page
      title={t('signs.title')}
      tab={t('signs.title')}
      facts={
        file && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {name}
              </Link>
            ),
          },
        ]
      }
      menu={[{ label: t('signs.print'), icon: 'print', run: () => print() }]}
      aside={query.data && !file?.person.erased && <SignsWeighed rows={rows} group={group} setGroup={setGroup} />}
    >
      {file && (file.person.restricted || file.person.erased) && <RestrictionBanner personId={file.person.id} />}
      <Notice>
        <p>{t('signs.lead')}</p>
      </Notice>
      <QueryState query={query} rows={6} />
      {file && !file.can.includes('write') && file.state === 'closed' && (
        <Notice tone="amber">
          <p>{t('signs.closed')}</p>
        </Notice>
      )}
      {file?.can.includes('write') && query.data && draft.ready && (
        <>
          <nav aria-label={t('signs.parts')} className="sign-parts">
            {signParts.map((one) => (
              <button
                key={one}
                type="button"
                className="choice-button"
                aria-current={one === part ? 'step' : undefined}
                onClick={() => go(firstOpen(one, group, answered))}
              >
                {title(one)} <small>{t('signs.answered', count(one))}</small>
              </button>
            ))}
          </nav>
          <Card title={title(part)}>
            <p role="status" className="quiet">
              {saved > 0 && <span key={saved}>{t('signs.saved')}</span>}
            </p>
            <SelectField
              id="sign-beside"
              label={t('signs.beside')}
              none={t('signs.beside-none')}
              value={other}
              onChange={(next) => setPicked(next as SpokenLanguage | '')}
              options={spokenLanguages
                .filter((each) => each !== lang)
                .map((value) => ({ value, label: codes.one(languages, value) }))}
              {...(other && !isSpokenReviewed(other) && { help: t('signs.beside-unreviewed') })}
            />
            {now === 'index-time' && (
              <p>
                <Link to="/$desk/casi/$id/orari" params={{ desk: desk.code, id }}>
                  {t('signs.hours')}
                </Link>
              </p>
            )}
            <SignForm
              key={now}
              file={file}
              draft={draft}
              values={values}
              group={group}
              other={other || null}
              last={lastOf(now)}
              lastOf={lastOf}
              told={() => setSaved(saved + 1)}
            />
          </Card>
        </>
      )}
      {query.data && !file?.person.erased && <SignHistory caseId={id} />}
    </Page>
  )
}
