import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { fold } from '#model/codes/fold.ts'
import { caseOfAddress } from '../glass/case-address.ts'
import { useDesk } from '../identity/desk.tsx'
import { serviceSearchQuery } from '../network/queries.ts'
import { usePersonLine } from '../people/person-words.ts'
import { handTypedName, personSearchQuery } from '../people/queries.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useSettled } from '../ui/settled.ts'
import { useText } from '../ui/text.tsx'
import { usePlaces } from './places.ts'

type Found = { key: string; icon: IconName; label: string; more?: string; personal?: boolean; go: () => void }

/** Ctrl/Cmd-K: persons of the desk, places, services of the network. What is typed stays in memory: no address, no history. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useFound(text, onClose)
  const chosen = Math.min(at, found.length - 1)

  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter') found[chosen]?.go()
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t('shell.search')} onClose={onClose} wide>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="search-found"
        aria-activedescendant={found[chosen] ? `found-${chosen}` : undefined}
        aria-label={t('shell.search-label')}
        placeholder={t('shell.search-hint')}
        value={text}
        autoComplete="off"
        autoFocus
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div role="listbox" id="search-found" aria-label={t('shell.search-found')} className="search-found">
        {found.map((one, index) => (
          <div
            role="option"
            id={`found-${index}`}
            key={one.key}
            aria-selected={index === chosen}
            tabIndex={-1}
            onClick={one.go}
            onKeyDown={() => {}}
          >
            <Icon name={one.icon} />
            <span className={one.personal ? 'personal' : undefined}>{one.label}</span>
            {one.more && <small className={one.personal ? 'personal' : undefined}>{one.more}</small>}
          </div>
        ))}
      </div>
      {text.trim().length >= 2 && found.length === 0 && (
        <p className="quiet">{t(desk.may('person.read') ? 'ui.nothing-found' : 'ui.pages-only')}</p>
      )}
    </Dialog>
  )
}

function useFound(text: string, onClose: () => void): Found[] {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const places = usePlaces()
  const line = usePersonLine()
  const settled = useSettled(text.trim(), 180)
  const wanted = fold(text)
  const persons = useQuery({
    ...personSearchQuery(desk.code, settled),
    enabled: settled.length >= 2 && desk.may('person.read'),
  })
  const services = useQuery({
    ...serviceSearchQuery(desk.code, settled),
    enabled: settled.length >= 3 && desk.may('service.read'),
  })
  const go = (run: () => void) => () => {
    onClose()
    run()
  }
  const params = { desk: desk.code }
  // An address or number of a case that somebody gave: the way for an emergency, and no search over other desks.
  const isCase = desk.may('glass.break') && caseOfAddress(text) !== undefined
  const emergency: Found[] = isCase
    ? [
        {
          key: 'emergency',
          icon: 'warning',
          label: t('glass.new'),
          go: go(() => void navigate({ to: '/$desk/emergenze/nuova', params, search: { fascicolo: text.trim() } })),
        },
      ]
    : []
  const doing: Found[] = [
    ...(desk.may('contact.write')
      ? [
          {
            key: 'new',
            icon: 'plus' as const,
            label: t('outreach.new'),
            go: go(() => void navigate({ to: '/$desk/contatti/nuovo', params })),
          },
        ]
      : []),
    ...(desk.may('person.write')
      ? [
          {
            key: 'person',
            icon: 'plus' as const,
            label: t('people.new'),
            go: go(() => void navigate({ to: '/$desk/persone/nuova', params })),
          },
        ]
      : []),
    ...places.map((place) => ({
      key: place.to,
      icon: place.icon,
      label: t(place.label),
      go: go(() => void navigate({ to: place.to, params })),
    })),
  ].filter((one) => !wanted || fold(one.label).includes(wanted))
  const people: Found[] = (wanted ? (persons.data?.rows ?? []) : []).map((person) => ({
    key: person.id,
    icon: 'person',
    label: person.name || person.code || t('people.unnamed'),
    more: line(person),
    personal: true,
    go: go(() => void navigate({ to: '/$desk/persone/$id', params: { ...params, id: person.id } })),
  }))
  const nobody = settled.length >= 2 && settled === text.trim() && persons.data?.rows.length === 0
  const record: Found[] =
    nobody && !isCase && desk.may('person.write')
      ? [
          {
            key: 'record',
            icon: 'plus',
            label: t('people.record-new'),
            more: settled,
            personal: true,
            go: go(() => {
              handTypedName(settled)
              void navigate({ to: '/$desk/persone/nuova', params })
            }),
          },
        ]
      : []
  const offered: Found[] = (wanted ? (services.data?.rows ?? []) : []).map((service) => ({
    key: service.id,
    icon: 'desk',
    label: service.name,
    more: [service.organisation.name, service.phone].filter(Boolean).join(' · '),
    go: go(() => void navigate({ to: '/$desk/rete/$id', params: { ...params, id: service.id } })),
  }))
  return [...emergency, ...people, ...doing, ...offered, ...record]
}
