import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { Service } from '#model/network/contract.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { CapacityForm } from './CapacityForm.tsx'
import { EntryEdit } from './EntryEdit.tsx'
import { serviceQuery, useNetworkActs } from './queries.ts'
import { RetireDialog } from './RetireDialog.tsx'
import { ServiceAside } from './ServiceAside.tsx'
import { AssuredChip, OpenChip, placesOf } from './ServiceChips.tsx'
import { ServiceFactsCards } from './ServiceFactsCards.tsx'

/** A service of the network: what it is, how it is reached, and whether that is still true. */
export function ServicePage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/rete/$id' })
  const query = useQuery(serviceQuery(desk.code, id))
  const asked = useAskedDraft()
  const before = useLocation({ select: ({ state }) => state.directory })
  const [editing, setEditing] = useState(asked?.record === id)
  const [closing, setClosing] = useState(false)
  const service = query.data
  const can = (act: Service['can'][number]) => service?.can.includes(act) ?? false
  const edits = (can('change') || can('propose')) && !desk.tryout
  const acts = useStateActs(id)
  return (
    <Page
      title={service?.name ?? t('network.service')}
      tab={t('network.service')}
      chips={
        service && (
          <>
            {service.state === 'retired' && <Chip icon="closed">{t('network.retired')}</Chip>}
            <OpenChip openNow={service.openNow} />
            <AssuredChip {...service} />
          </>
        )
      }
      action={
        can('tend') && !editing ? (
          <Button look="primary" icon="check" onClick={() => void acts.assure()}>
            {t('network.still-true')}
          </Button>
        ) : (
          edits &&
          !editing && (
            <Button look="primary" icon="edit" onClick={() => setEditing(true)}>
              {t('network.propose-change')}
            </Button>
          )
        )
      }
      menu={[
        ...(edits
          ? [
              {
                label: t(can('change') ? 'network.change' : 'network.propose-change'),
                icon: 'edit' as const,
                run: () => setEditing(true),
              },
            ]
          : []),
        ...(can('retire') ? [{ label: t('network.retire'), run: () => setClosing(true) }] : []),
        ...(can('restore') ? [{ label: t('network.restore'), run: () => void acts.state('live') }] : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
      facts={
        service && [
          { label: t('network.field.organisationId'), value: service.organisation.name },
          { label: t('network.field.desk'), value: service.desk?.name ?? t('network.no-account') },
          { label: t('network.field.area'), value: service.area || '–' },
          { label: t('network.kept-by'), value: service.tendedBy.name },
          {
            label: t('network.places'),
            value: service.capacity
              ? `${placesOf(service.capacity, t)} (${formatInstant(service.capacity.at, lang)})`
              : t('network.not-stated'),
          },
        ]
      }
      aside={service && !editing && <ServiceAside service={service} />}
    >
      <p>
        <Link to="/$desk/rete" params={{ desk: desk.code }} search={before ?? {}}>
          {t('network.to-list')}
        </Link>
      </p>
      <QueryState query={query} rows={8} />
      {acts.failed !== null && <Failure error={acts.failed} />}
      {service && editing && <EntryEdit service={service} onDone={() => setEditing(false)} />}
      {service && !editing && can('tend') && <CapacityForm key={service.capacity?.at} service={service} />}
      {service && !editing && <ServiceFactsCards service={service} />}
      {closing && <RetireDialog serviceId={id} run={() => acts.state('retired')} onClose={() => setClosing(false)} />}
    </Page>
  )
}

/** "È ancora vero", out of the directory and back: in one step each. */
function useStateActs(id: string) {
  const { t } = useText()
  const say = useSay()
  const acts = useNetworkActs()
  const [failed, setFailed] = useState<unknown>(null)
  const run = async (doing: Promise<void>, words: string) => {
    setFailed(null)
    await doing.then(() => say(words)).catch(setFailed)
  }
  return {
    failed,
    assure: () => run(acts.assure(id), t('network.assured-today')),
    state: (state: 'live' | 'retired') =>
      run(acts.retire(id, state), t(state === 'live' ? 'network.restored' : 'network.retired-done')),
  }
}
