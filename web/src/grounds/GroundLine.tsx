import { type CivilDate, formatDate } from '#model/calendar.ts'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { givenWays } from '#model/codes/given-ways.ts'
import { languages } from '#model/codes/languages.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { noticeKinds } from '#model/codes/notice-kinds.ts'
import { purposes } from '#model/codes/purposes.ts'
import { specialConditions } from '#model/codes/special-conditions.ts'
import type { Ground } from '#model/grounds/contract.ts'
import { standingOf } from '#model/grounds/rules.ts'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { useText } from '../ui/text.tsx'
import { SignatureImage } from './SignatureImage.tsx'
import { StandingChip } from './StandingChip.tsx'

type Props = { ground: Ground; erased: boolean; personId: string; end: () => void; sign: () => void }

/** One entry of the ledger, and whether it holds. */
export function GroundLine({ ground, erased, personId, end, sign }: Props) {
  const { t, lang } = useText()
  const codes = useCodes()
  const day = (date: CivilDate) => formatDate(date, lang)
  const standing = standingOf(ground, todayHere())
  const { notice, special } = ground
  const facts: [string, string][] = [
    [t('grounds.recipient'), ground.bodyName ?? (ground.outside || t('grounds.recipient.own-desk'))],
    [t('grounds.scopes'), codes.several(dataScopes, ground.scopes)],
    [t('grounds.special'), special ? codes.one(specialConditions, special) : ''],
    [
      t('grounds.notice'),
      notice
        ? t('grounds.notice-of', {
            kind: codes.one(noticeKinds, notice.kind),
            version: notice.version,
            language: codes.one(languages, notice.language),
          })
        : '',
    ],
    [t('grounds.how'), ground.how ? codes.one(givenWays, ground.how) : ''],
    [t('grounds.present'), ground.present],
    [t('grounds.task'), ground.task],
    [t('grounds.fromDay'), day(ground.fromDay)],
    [t('grounds.untilDay'), ground.untilDay ? day(ground.untilDay) : ''],
    [t('grounds.by'), ground.recordedBy],
    [t('grounds.ended-on'), ground.end ? t('grounds.ended-by', { day: day(ground.end.day), by: ground.end.by }) : ''],
    [t('grounds.reason'), ground.end?.reason ?? ''],
  ]
  return (
    <li>
      <div>
        <div className="line-head">
          <strong>
            {codes.one(purposes, ground.purpose)} · {codes.one(legalBases, ground.kind)}
          </strong>
          <StandingChip
            standing={erased ? 'erased' : standing === 'ended' && ground.kind === 'consent' ? 'withdrawn' : standing}
          />
        </div>
        <dl className="facts facts-wide">
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className={label === t('grounds.present') ? 'personal' : undefined}>{value}</dd>
              </div>
            ))}
        </dl>
        {ground.signature && <SignatureImage ground={ground} personId={personId} />}
        {ground.can.includes('sign') && (
          <div className="signature-acts">
            <Button small icon="edit" onClick={sign}>
              {t('grounds.sign')}
            </Button>
          </div>
        )}
      </div>
      {ground.can.includes('end') && standing !== 'expired' && (
        <Button small onClick={end}>
          {t(ground.kind === 'consent' ? 'grounds.withdraw' : 'grounds.end')}
        </Button>
      )}
    </li>
  )
}
