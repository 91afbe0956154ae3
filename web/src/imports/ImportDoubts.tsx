import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PartialDate } from '#model/calendar.ts'
import { isAnswered } from '#model/codes/answer.ts'
import type { Doubt, ImportRun } from '#model/imports/contract.ts'
import { CallError } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { MatchList } from '../people/MatchList.tsx'
import { usePersonLine } from '../people/person-words.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { doubtsQuery, importsQuery, settle, showRun } from './queries.ts'

/** Rows that look like persons the desk knows: somebody says of each who it is. Nothing is merged. */
export function ImportDoubts({ run }: { run: ImportRun }) {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(doubtsQuery(desk.code, run.id))
  return (
    <Card title={t('import.doubts')} count={run.doubts}>
      <p>{t('import.doubts-help')}</p>
      <QueryState query={query} rows={3} />
      {query.data?.rows.map((doubt) => (
        <OneDoubt key={doubt.id} run={run} doubt={doubt} />
      ))}
      {query.data && query.data.total > query.data.rows.length && (
        <p className="quiet">{t('import.doubts-more', { count: query.data.total - query.data.rows.length })}</p>
      )}
    </Card>
  )
}

function OneDoubt({ run, doubt: { id, row, person, alike } }: { run: ImportRun; doubt: Doubt }) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const line = usePersonLine()
  const tell = useSay()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const say = async (who: string | null) => {
    setBusy(true)
    try {
      showRun(client, desk.code, await settle(desk.code, run.id, id, who))
      await client.invalidateQueries({ queryKey: doubtsQuery(desk.code, run.id).queryKey })
    } catch (error) {
      if (error instanceof CallError && error.code === 'not-found') {
        // Somebody said it elsewhere since this page was read.
        tell(t('import.doubt-over'))
        await client.invalidateQueries({ queryKey: importsQuery(desk.code).queryKey })
        return
      }
      setFailed(error)
      setBusy(false)
    }
  }
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ')
  const code = person.code ?? ''
  const birthDate = isAnswered(person.birthDate) ? (person.birthDate as PartialDate) : null
  const details = [line({ name: name || ' ', code, birthDate, citizenship: person.citizenship }), ...person.phones]
  return (
    <section className="doubt" aria-label={t('import.doubt-row', { row })}>
      <div className="doubt-head">
        <div>
          <strong className="personal">{name || code || t('people.unnamed')}</strong>
          <small className="personal">{details.filter(Boolean).join(' · ')}</small>
          <small>{t('import.doubt-row', { row })}</small>
        </div>
        <Button small busy={busy} onClick={() => void say(null)}>
          {t('import.doubt-new')}
        </Button>
      </div>
      {alike.length > 0 ? (
        <MatchList
          rows={alike}
          action={(match) => (
            <Button small busy={busy} onClick={() => void say(match.id)}>
              {t('import.doubt-same')}
            </Button>
          )}
        />
      ) : (
        <p className="quiet">{t('import.doubt-nobody')}</p>
      )}
      {failed !== null && <Failure error={failed} />}
    </section>
  )
}
