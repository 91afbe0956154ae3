import { useState } from 'react'
import type { CalendarPlaces } from '#model/appointments/contract-places.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { usePress } from '../ui/press.ts'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { Beaten } from './Beaten.tsx'
import { readYearlyDay, typedYearlyDay } from './patron-values.ts'
import { useWritePlaces } from './queries.ts'

type Patron = CalendarPlaces['patron']

/** The holiday of the place of the desk: one, every year. */
export function PatronCard({ patron }: { patron: Patron }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const write = useWritePlaces()
  const [isOpen, setOpen] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { version, saint } = patron
  const mayTend = desk.may('calendar.tend')
  const { press } = usePress()
  const changed = () => say(t('agenda.places-changed'), { bad: true })
  const back = async () => {
    if (!(await write.patron({ version: version + 1, saint }))) changed()
  }
  const remove = async () => {
    setFailed(null)
    if (!(await write.patron({ version, saint: null }))) return changed()
    say(t('agenda.patron-removed'), { undo: () => void back().catch(setFailed) })
  }
  return (
    <Card title={t('agenda.patron')}>
      {failed !== null && <Failure error={failed} />}
      <p>
        {saint
          ? t('agenda.patron-says', { name: saint.name, day: typedYearlyDay(saint.day) })
          : t('agenda.patron-none')}
      </p>
      {mayTend && (
        <div className="chips agenda-buttons">
          <Button small onClick={() => setOpen(true)}>
            {t(saint ? 'agenda.edit' : 'agenda.patron-edit')}
          </Button>
          {saint && (
            <Button small onClick={(event) => void press(() => remove().catch(setFailed), event)}>
              {t('agenda.patron-remove')}
            </Button>
          )}
        </div>
      )}
      {isOpen && <PatronDialog patron={patron} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function PatronDialog({ patron: { version, saint }, onClose }: { patron: Patron; onClose: () => void }) {
  const { t } = useText()
  const say = useSay()
  const write = useWritePlaces()
  const [name, setName] = useState(saint?.name ?? '')
  const [typed, setTyped] = useState(saint ? typedYearlyDay(saint.day) : '')
  const [wrong, setWrong] = useState<{ name?: string; day?: string }>({})
  const submit = async () => {
    const day = readYearlyDay(typed)
    setWrong({
      ...(name.trim() === '' && { name: t('field.missing') }),
      ...(!day && { day: t('agenda.patron-wrong') }),
    })
    if (!day || name.trim() === '') return false
    const isSaved = await write.patron({ version, saint: { day, name } })
    if (isSaved) say(t('agenda.places-said'))
    return isSaved
  }
  return (
    <FormDialog title={t('agenda.patron')} action={t('agenda.save-move')} run={submit} onClose={onClose}>
      <Beaten version={version} now={saint ? `${saint.name}, ${typedYearlyDay(saint.day)}` : ''} />
      <TextField
        id="patron-name"
        label={t('agenda.patron-name')}
        maxLength={80}
        value={name}
        onChange={setName}
        error={wrong.name}
      />
      <TextField
        id="patron-day"
        label={t('agenda.patron-day')}
        help={t('agenda.patron-help')}
        maxLength={8}
        short
        value={typed}
        onChange={setTyped}
        error={wrong.day}
      />
    </FormDialog>
  )
}
