import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useState } from 'react'
import { v7 } from 'uuid'
import type { Mediator, Room } from '#model/appointments/contract-places.ts'
import { languages } from '#model/codes/languages.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { usePress } from '../ui/press.ts'
import { QueryState } from '../ui/QueryState.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { Beaten } from './Beaten.tsx'
import { MediatorDialog } from './MediatorDialog.tsx'
import { PatronCard } from './PatronCard.tsx'
import { placesQuery, useWritePlaces } from './queries.ts'

type Open = { room: Room } | { mediator: Mediator } | null

/** As it stands now: who saves over what somebody else wrote has been told. */
const nowOf = <P extends { id: string }>(all: readonly P[], opened: P): P =>
  all.find(({ id }) => id === opened.id) ?? opened

const newRoom = (): Room => ({ id: v7(), name: '', retired: false, version: 0 })
const newMediator = (): Mediator => ({
  ...{ id: v7(), account: null, name: '', phone: '', languages: [], retired: false, version: 0 },
})

/** The rooms of the desk and who mediates. What is out of use stays where it stood, and is chosen no more. */
export function PlacesPage() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const codes = useCodes()
  const query = useQuery(placesQuery(desk.code))
  const write = useWritePlaces()
  const [open, setOpen] = useState<Open>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const mayTend = desk.may('calendar.tend')
  const { press } = usePress()
  const turn = (event: MouseEvent, work: () => Promise<boolean>) => {
    setFailed(null)
    const done = async () =>
      (await work()) ? say(t('agenda.places-said')) : say(t('agenda.places-changed'), { bad: true })
    void press(() => done().catch(setFailed), event)
  }
  const rooms = query.data?.rooms ?? []
  const mediators = query.data?.mediators ?? []
  return (
    <Page title={t('agenda.places')} tab={t('agenda.places')}>
      <QueryState query={query} rows={5} />
      {failed !== null && <Failure error={failed} />}
      {query.data && (
        <>
          <Card
            title={t('agenda.rooms')}
            count={rooms.filter(({ retired }) => !retired).length}
            action={mayTend && <Add label={t('agenda.room-new')} onClick={() => setOpen({ room: newRoom() })} />}
          >
            {rooms.length === 0 && <EmptyState>{t('agenda.no-rooms')}</EmptyState>}
            <ul className="lines">
              {rooms.map((room) => (
                <Line
                  key={room.id}
                  {...room}
                  mayTend={mayTend}
                  edit={() => setOpen({ room })}
                  turn={(event) => {
                    const { name, version, retired } = room
                    turn(event, () => write.room(room.id, { version, name, retired: !retired }))
                  }}
                />
              ))}
            </ul>
          </Card>
          <Card
            title={t('agenda.mediators')}
            count={mediators.filter(({ retired }) => !retired).length}
            action={
              mayTend && <Add label={t('agenda.mediator-new')} onClick={() => setOpen({ mediator: newMediator() })} />
            }
          >
            {mediators.length === 0 && <EmptyState>{t('agenda.no-mediators')}</EmptyState>}
            <ul className="lines">
              {mediators.map((mediator) => (
                <Line
                  key={mediator.id}
                  {...mediator}
                  says={[codes.several(languages, mediator.languages), mediator.phone].filter(Boolean).join(' · ')}
                  mayTend={mayTend}
                  edit={() => setOpen({ mediator })}
                  turn={(event) => {
                    const { id, ...body } = mediator
                    turn(event, () => write.mediator(id, { ...body, retired: !mediator.retired }))
                  }}
                />
              ))}
            </ul>
          </Card>
          <PatronCard patron={query.data.patron} />
        </>
      )}
      {open && 'room' in open && <RoomDialog room={nowOf(rooms, open.room)} onClose={() => setOpen(null)} />}
      {open && 'mediator' in open && (
        <MediatorDialog mediator={nowOf(mediators, open.mediator)} onClose={() => setOpen(null)} />
      )}
    </Page>
  )
}

const Add = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button small look="plain" icon="plus" onClick={onClick}>
    {label}
  </Button>
)

type LineProps = {
  name: string
  says?: string
  retired: boolean
  mayTend: boolean
  edit: () => void
  turn: (event: MouseEvent) => void
}

function Line({ name, says, retired, mayTend, edit, turn }: LineProps) {
  const { t } = useText()
  return (
    <li>
      <div>
        <strong className="personal">{name}</strong>
        {says && <small className="personal">{says}</small>}
      </div>
      <div className="chips agenda-buttons">
        {retired && <Chip>{t('agenda.retired')}</Chip>}
        {mayTend && (
          <>
            <Button small onClick={edit} aria-label={t('agenda.edit-of', { name })}>
              {t('agenda.edit')}
            </Button>
            <Button small onClick={turn} aria-label={t(retired ? 'agenda.use-of' : 'agenda.retire-of', { name })}>
              {t(retired ? 'agenda.use' : 'agenda.retire')}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

function RoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t } = useText()
  const say = useSay()
  const write = useWritePlaces()
  const [name, setName] = useState(room.name)
  const [wrong, setWrong] = useState(false)
  const submit = async () => {
    setWrong(name.trim() === '')
    if (name.trim() === '') return false
    const isSaved = await write.room(room.id, { version: room.version, name, retired: room.retired })
    if (isSaved) say(t('agenda.places-said'))
    return isSaved
  }
  return (
    <FormDialog title={t('agenda.room-one')} action={t('agenda.save-move')} run={submit} onClose={onClose}>
      <Beaten version={room.version} now={room.name} />
      <TextField
        id="room-name"
        label={t('agenda.room-name')}
        maxLength={80}
        value={name}
        onChange={setName}
        error={wrong ? t('field.missing') : undefined}
      />
    </FormDialog>
  )
}
