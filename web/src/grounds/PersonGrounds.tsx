import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { purposes } from '#model/codes/purposes.ts'
import type { Ground } from '#model/grounds/contract.ts'
import { standingOf } from '#model/grounds/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { Card, EmptyState } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { GroundLine } from './GroundLine.tsx'
import { groundsQuery, useLedgerActs } from './queries.ts'
import { SignatureDialog } from './SignatureDialog.tsx'

type Props = {
  personId: string
  add: (() => void) | undefined
  /** What is under way on a ground and ends with it. */
  resting: (ground: string) => readonly { id: string; to: string; day: CivilDate; begun: boolean; meets: boolean }[]
}

/** On what the use of a person's data rests, in force first, then what is past. */
export function PersonGrounds({ personId, add, resting }: Props) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const query = useQuery(groundsQuery(desk.code, personId))
  const acts = useLedgerActs(desk.code, personId)
  const [ending, setEnding] = useState<Ground | null>(null)
  const [signing, setSigning] = useState<string | null>(null)
  const rows = query.data?.rows ?? []
  const erased = query.data?.erased ?? false
  const holds = (ground: Ground) => !erased && standingOf(ground, todayHere()) === 'in-force'
  const isConsent = ending?.kind === 'consent'
  const still = rows.filter((one) => holds(one) && one.id !== ending?.id && one.purpose === ending?.purpose)
  return (
    <Card
      title={t('grounds.title')}
      {...(query.data && { count: rows.filter(holds).length })}
      action={
        add && (
          <Button small icon="plus" onClick={add}>
            {t('grounds.new')}
          </Button>
        )
      }
    >
      <QueryState query={query} rows={3} />
      {query.data && rows.length === 0 && <EmptyState>{t('grounds.none')}</EmptyState>}
      <ul className="lines">
        {[...rows.filter(holds), ...rows.filter((one) => !holds(one))].map((ground) => (
          <GroundLine
            key={ground.id}
            ground={ground}
            erased={erased}
            personId={personId}
            end={() => setEnding(ground)}
            sign={() => setSigning(ground.id)}
          />
        ))}
      </ul>
      {signing && <SignatureDialog personId={personId} ground={signing} onClose={() => setSigning(null)} />}
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
        >
          <Resting rows={resting(ending.id)} />
          <StillCovered purpose={ending.purpose} grounds={still} />
        </ReasonDialog>
      )}
    </Card>
  )
}

/** What the end of a ground stops, and what it lets go on: said before, with whom the person then need not go to. */
function Resting({ rows }: { rows: ReturnType<Props['resting']> }) {
  const { t, lang } = useText()
  return ([false, true] as const).map((begun) => {
    const some = rows.filter((each) => each.begun === begun)
    if (some.length === 0) return null
    return (
      <Fragment key={String(begun)}>
        <p>{t(begun ? 'grounds.resting-begun' : 'grounds.resting')}</p>
        <ul>
          {some.map(({ id, to, day, meets }) => (
            <li key={id}>
              {to}, {formatDate(day, lang)}
              {meets && !begun && <strong> {t('grounds.resting-meets')}</strong>}
            </li>
          ))}
        </ul>
      </Fragment>
    )
  })
}

/** Which other grounds go on covering the same purpose once one has ended: the person is told, and may end them too. */
function StillCovered({ purpose, grounds }: { purpose: Ground['purpose']; grounds: readonly Ground[] }) {
  const { t } = useText()
  const codes = useCodes()
  const what = codes.one(purposes, purpose)
  if (grounds.length === 0) return <p>{t('grounds.nothing-left', { purpose: what })}</p>
  const to = (one: Ground) => one.bodyName ?? (one.outside || t('grounds.recipient.own-desk'))
  return (
    <>
      <p>{t('grounds.still-covered', { purpose: what })}</p>
      <ul>
        {grounds.map((one) => (
          <li key={one.id}>
            {codes.one(legalBases, one.kind)}, {to(one)}: {codes.several(dataScopes, one.scopes)}
          </li>
        ))}
      </ul>
    </>
  )
}
