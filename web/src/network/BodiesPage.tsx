import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Agreement } from '#model/network/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { AgreementForm } from './AgreementForm.tsx'
import { AgreementLine } from './AgreementLine.tsx'
import { bodiesQuery } from './queries.ts'

/** Bodies of the network: their desks and services, and what they agreed on. */
export function BodiesPage() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(bodiesQuery(desk.code))
  const [open, setOpen] = useState<Agreement | 'new' | null>(null)
  const found = query.data
  return (
    <Page
      title={t('network.bodies')}
      tab={t('network.bodies')}
      action={
        desk.may('service.tend') &&
        !desk.tryout &&
        open === null && (
          <Button look="primary" icon="plus" onClick={() => setOpen('new')}>
            {t('network.new-agreement')}
          </Button>
        )
      }
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <p>
        <Link to="/$desk/rete" params={{ desk: desk.code }}>
          {t('network.to-list')}
        </Link>
      </p>
      <QueryState query={query} rows={8} />
      {found && open !== null && (
        <AgreementForm
          key={open === 'new' ? 'new' : open.id}
          agreement={open === 'new' ? null : open}
          bodies={found.rows}
          onClose={() => setOpen(null)}
        />
      )}
      {found && (
        <>
          <Card title={t('network.agreements')} count={found.agreements.length}>
            {found.agreements.length === 0 && <EmptyState>{t('network.no-agreements')}</EmptyState>}
            <ul className="lines">
              {found.agreements.map((agreement) => (
                <AgreementLine
                  key={agreement.id}
                  agreement={agreement}
                  action={
                    agreement.can.includes('change') && (
                      <Button small icon="edit" onClick={() => setOpen(agreement)}>
                        {t('network.correct')}
                      </Button>
                    )
                  }
                />
              ))}
            </ul>
          </Card>
          <Card title={t('network.bodies')} count={found.rows.length}>
            <ul className="lines">
              {found.rows.map((body) => (
                <li key={body.id}>
                  <div>
                    <strong>{body.name}</strong>
                    <small>
                      {body.desks.length > 0 ? body.desks.map(({ name }) => name).join(', ') : t('network.no-account')}
                    </small>
                    {body.services.map((service) => (
                      <small key={service.id}>
                        <Link to="/$desk/rete/$id" params={{ desk: desk.code, id: service.id }}>
                          {service.name}
                        </Link>
                        {service.area && ` · ${service.area}`}
                      </small>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </Page>
  )
}
