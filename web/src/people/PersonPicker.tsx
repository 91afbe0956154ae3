import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { useSettled } from '../ui/settled.ts'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { MatchList, useMatchGuard } from './MatchList.tsx'
import { PersonFields } from './PersonFields.tsx'
import { emptyPerson, nameOf, type PersonValues, readPerson, splitName } from './person-values.ts'
import { personSearchQuery, savePerson } from './queries.ts'

export type Picked = { id: string; name: string }

/** A person that is being recorded inside another form: kept in that form's draft. */
export type InlinePerson = { id: string; values: PersonValues }

type Props = {
  onPick: (person: Picked) => void
  inline: InlinePerson | null
  onInline: (person: InlinePerson | null) => void
  /** What the form around it knows already. */
  sex: string
  citizenship: string
}

/** Find a person of the desk, or record one, without leaving the form. */
export function PersonPicker({ onPick, inline, onInline, sex, citizenship }: Props) {
  const { t } = useText()
  const desk = useDesk()
  const [text, setText] = useState('')
  const settled = useSettled(text.trim(), 200)
  const found = useQuery({ ...personSearchQuery(desk.code, settled), enabled: settled.length >= 2 && !inline })
  if (inline) return <Recorder {...{ inline, onInline, onPick, sex, citizenship }} />
  return (
    <div className="picker">
      <TextField
        id="find-person"
        label={t('people.find')}
        help={t('people.find-help')}
        personal
        value={text}
        onChange={setText}
        autoFocus
      />
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {settled.length >= 2 && found.data && (
        <>
          <MatchList
            rows={found.data.rows}
            action={(person) => (
              <Button small onClick={() => onPick({ id: person.id, name: person.name || person.code })}>
                {t('people.pick')}
              </Button>
            )}
          />
          {found.data.rows.length === 0 && <p className="quiet">{t('people.none-found')}</p>}
        </>
      )}
      {desk.may('person.write') && (
        <Button
          small
          icon="plus"
          onClick={() => onInline({ id: v7(), values: { ...emptyPerson, ...splitName(text) } })}
        >
          {t('people.record-here')}
        </Button>
      )}
    </div>
  )
}

function Recorder({ inline, onInline, onPick, sex, citizenship }: Props & { inline: InlinePerson }) {
  const { t } = useText()
  const desk = useDesk()
  const matches = useMatchGuard(inline.values)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const save = async () => {
    const read = readPerson({ ...inline.values, sex, citizenship })
    setWrong(read.ok ? {} : read.wrong)
    if (!read.ok) return
    setBusy(true)
    setFailed(null)
    if (await matches.look()) {
      setBusy(false)
      requestAnimationFrame(() => document.getElementById('maybe-known')?.focus())
      return
    }
    try {
      const person = await savePerson(desk.code, { ...read.body, id: inline.id })
      onPick({ id: person.id, name: nameOf(inline.values) })
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <fieldset className="picker" aria-label={t('people.new')}>
      <PersonFields
        brief
        prefix="new-"
        values={inline.values}
        wrong={wrong}
        change={(part) => {
          setWrong({})
          onInline({ ...inline, values: { ...inline.values, ...part } })
        }}
      />
      {(matches.data?.rows.length ?? 0) > 0 && (
        <div className="matches-frame" id="maybe-known" tabIndex={-1}>
          <strong role="status">{t('people.maybe-known')}</strong>
          <MatchList
            rows={matches.data?.rows ?? []}
            action={(person) => (
              <Button small onClick={() => onPick({ id: person.id, name: person.name || person.code })}>
                {t('people.pick')}
              </Button>
            )}
          />
        </div>
      )}
      {failed !== null && <Failure error={failed} />}
      <div className="inline">
        <Button small look="primary" busy={busy} onClick={() => void save()}>
          {t('people.record-and-link')}
        </Button>
        <Button small look="plain" onClick={() => onInline(null)}>
          {t('ui.back')}
        </Button>
      </div>
    </fieldset>
  )
}
