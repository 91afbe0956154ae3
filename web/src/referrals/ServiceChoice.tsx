import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import type { ServiceLine } from '#model/network/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { type ServiceSearch, servicesQuery } from '../network/queries.ts'
import { OpenChip, placesOf } from '../network/ServiceChips.tsx'
import { OnlyFilter, ServiceFilters } from '../network/ServiceFilters.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card, EmptyState } from '../ui/Page.tsx'
import { Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'

/** What the person asks for and nobody here has given yet, in the order of the case; if all was, all of it. */
function openNeeds({ needs: asked, services }: CaseFile): string[] {
  const all = isAnswered(asked) ? asked : []
  const met = new Set<string>(services.map(({ kind }) => kind))
  const open = all.filter((need) => !met.has(need))
  return open.length > 0 ? open : [...all]
}

/** Every service speaks Italian: to filter by it would only hide those that do not say so. */
const spoken = ({ person: { language } }: CaseFile): string | undefined =>
  language === null || language === 'it' ? undefined : language

type Start = { bisogno: string | undefined; lingua: string | undefined }

/** Begins with what is known of the case, once: what is taken away stays away. An address that says something is left as it is. */
function useStart(search: object, start: Start, set: (part: Start) => void): void {
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    if (Object.values(search).every((value) => value === undefined) && (start.bisogno ?? start.lingua)) set(start)
  })
}

/** Which service of the network it goes to: one for which a desk answers here, or that receives by a link. */
export function ServiceChoice({
  file,
  need,
  choose,
}: {
  file: CaseFile
  /** What it is for, where that is said already. */
  need: string
  choose: (service: ServiceLine) => void
}) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/casi/$id/invio' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '.', search: { ...search, dopo: undefined, ...part } as never, replace: true })
  const open = openNeeds(file)
  useStart({ ...search, invece: undefined }, { bisogno: need || open[0], lingua: spoken(file) }, set)
  const isFiltered = [search.parole, search.bisogno, search.lingua, search.aperto, search.posto].some(Boolean)
  const clear = () =>
    set({ parole: undefined, bisogno: undefined, lingua: undefined, aperto: undefined, posto: undefined })
  const clearing = isFiltered && (
    <Button small icon="close" onClick={clear}>
      {t('network.clear')}
    </Button>
  )
  const asked: ServiceSearch = {
    words: search.parole,
    need: search.bisogno as ServiceSearch['need'],
    language: search.lingua as ServiceSearch['language'],
    open: search.aperto && 'now',
    room: search.posto && 'yes',
  }
  const query = useQuery(
    servicesQuery(desk.code, { ...asked, desk: search.tutti ? undefined : 'any', after: search.dopo }),
  )
  const found = query.data
  const [relaxed, setRelaxed] = useState('')
  const own = spoken(file)
  const isEmpty = found?.rows.length === 0 && !query.isPlaceholderData
  // Where no desk answers, those that receive by mail may be all there is.
  const byMail = useQuery({ ...servicesQuery(desk.code, { ...asked, most: 1 }), enabled: isEmpty && !search.tutti })
  const others = isEmpty && !search.tutti && !byMail.isPlaceholderData ? (byMail.data?.total ?? 0) : 0
  // Nobody speaks it: better a service that does not say so than none. It can be chosen again.
  useEffect(() => {
    if (!isEmpty || relaxed || !own || search.lingua !== own) return
    setRelaxed(own)
    set({ lingua: undefined })
  })
  return (
    <Card title={t('referrals.choose')}>
      {open.length > 1 && (
        <div className="toolbar">
          <fieldset className="filter" aria-label={t('referrals.open-needs')}>
            <span className="quiet">{t('referrals.open-needs')}</span>
            {open.map((need) => (
              <button
                type="button"
                key={need}
                className="choice-button"
                aria-pressed={search.bisogno === need}
                onClick={() => set({ bisogno: search.bisogno === need ? undefined : need })}
              >
                {codes.one(needs, need)}
              </button>
            ))}
          </fieldset>
        </div>
      )}
      <div className="toolbar">
        <ServiceFilters search={search} set={set} />
        <OnlyFilter
          search={search}
          set={set}
          names={[
            ['aperto', t('network.open-now')],
            ['posto', t('network.has-room')],
            ['tutti', t('referrals.also-others')],
          ]}
        />
        {clearing}
      </div>
      {relaxed && !search.lingua && (
        <p role="status" className="quiet">
          {t('referrals.language-relaxed', { language: codes.one(languages, relaxed).toLowerCase() })}
        </p>
      )}
      <QueryState query={query} rows={6} />
      <ul className="lines">
        {found?.rows.map((service) => (
          <ServiceItem key={service.id} service={service} choose={() => choose(service)} />
        ))}
      </ul>
      {found?.rows.length === 0 &&
        (others > 0 ? (
          <EmptyState
            action={
              <Button small onClick={() => set({ tutti: 'si' })}>
                {t('referrals.show-by-mail', { count: others })}
              </Button>
            }
          >
            {t('referrals.only-by-mail', { count: others })}
          </EmptyState>
        ) : (
          <EmptyState action={clearing}>{t('referrals.no-service')}</EmptyState>
        ))}
      {found && <Pager after={search.dopo} next={found.next} go={(dopo) => set({ dopo })} />}
    </Card>
  )
}

function ServiceItem({ service, choose }: { service: ServiceLine; choose: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const isOurs = service.desk?.code === desk.code
  return (
    <li className="service-item">
      <div>
        <Link to="/$desk/rete/$id" params={{ desk: desk.code, id: service.id }}>
          <strong>{service.name}</strong>
        </Link>
        <small>{[service.organisation.name, service.area].filter(Boolean).join(' · ')}</small>
        <small>{[codes.several(needs, service.needs), codes.several(languages, service.languages)].join(' · ')}</small>
        {!service.desk && <small>{t('referrals.by-link')}</small>}
        <div className="chips">
          <OpenChip openNow={service.openNow} />
          {service.capacity?.free === 0 ? (
            <Chip icon="closed">{t('network.full')}</Chip>
          ) : (
            service.capacity && <Chip>{placesOf(service.capacity, t)}</Chip>
          )}
        </div>
      </div>
      {isOurs ? (
        <small>{t('referrals.ours')}</small>
      ) : (
        <Button small onClick={choose} aria-label={t('referrals.choose-this', { service: service.name })}>
          {t('referrals.choose-short')}
        </Button>
      )}
    </li>
  )
}
