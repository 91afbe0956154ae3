import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, type Tone } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { Card, EmptyState } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { groundsQuery, useLedgerActs } from './queries.ts'

const tones: Record<ReturnType<typeof standingOf>, Tone> = {
  'in-force': 'green',
  'not-yet': 'blue',
  expired: 'plain',
  ended: 'plain',
}

/** On what the use of a person's data rests, in force first, then what is past. */
export function PersonGrounds({ personId }: { personId: string }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const query = useQuery(groundsQuery(desk.code, personId))
  const acts = useLedgerActs(desk.code, personId)
  const [ending, setEnding] = useState<Ground | null>(null)
  const rows = query.data?.rows ?? []
  const holds = (ground: Ground) => standingOf(ground, todayHere()) === 'in-force'
  const isConsent = ending?.kind === 'consent'
  return (
    <Card title={t('grounds.title')} {...(query.data && { count: rows.filter(holds).length })}>
      <QueryState query={query} rows={3} />
      {query.data && rows.length === 0 && <EmptyState>{t('grounds.none')}</EmptyState>}
      <ul className="lines">
        {[...rows.filter(holds), ...rows.filter((one) => !holds(one))].map((ground) => (
          <GroundLine key={ground.id} ground={ground} end={() => setEnding(ground)} />
        ))}
      </ul>
      {ending && (
        <ReasonDialog
          title={t(isConsent ? 'grounds.withdraw' : 'grounds.end')}
          before={t(isConsent ? 'grounds.withdraw-before' : 'grounds.end-before')}
          label={t('grounds.reason')}
          action={t(isConsent ? 'grounds.withdraw' : 'grounds.end')}
          run={async (reason) => {
            await acts.end(ending.id, reason)
            say(t('grounds.ended-said'))
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </Card>
  )
}

function GroundLine({ ground, end }: { ground: Ground; end: () => void }) {
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
        <strong>
          {codes.one(purposes, ground.purpose)} · {codes.one(legalBases, ground.kind)}
        </strong>{' '}
        <Chip tone={tones[standing]} icon={standing === 'in-force' ? 'check' : 'clock'}>
          {t(`grounds.standing.${standing}`)}
        </Chip>
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
      </div>
      {ground.can.includes('end') && standing !== 'expired' && (
        <Button small onClick={end}>
          {t(ground.kind === 'consent' ? 'grounds.withdraw' : 'grounds.end')}
        </Button>
      )}
    </li>
  )
}
