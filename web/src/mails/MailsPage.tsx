import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { Mail, MailState } from '#model/mails/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips, Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { mailsQuery, tryAgain } from './queries.ts'

const icons = { waiting: 'clock', sent: 'check', failed: 'warning' } as const

/** Which notices went by mail, which did not and why. */
export function MailsPage() {
  const { t, lang } = useText()
  const say = useSay()
  const desk = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/avvisi' })
  const query = useQuery(mailsQuery(desk.code, { show: search.stato, after: search.dopo }))
  const [failed, setFailed] = useState<unknown>(null)
  const again = async (mail: Mail) => {
    setFailed(null)
    try {
      await tryAgain(client, desk.code, mail.id)
      say(t('mails.waits'))
    } catch (error) {
      setFailed(error)
    }
  }
  const columns: Column<Mail>[] = [
    { key: 'asked', head: t('mails.asked'), cell: (mail) => formatInstant(mail.askedAt, lang) },
    { key: 'what', head: t('mails.what'), cell: (mail) => t(`mails.kind.${mail.kind}`, { count: mail.count }) },
    { key: 'to', head: t('mails.to'), cell: (mail) => mail.toName ?? t(`mails.to.${mail.toKind}`) },
    {
      key: 'state',
      head: t('mails.state'),
      cell: (mail) => <Chip icon={icons[mail.state]}>{t(`mails.state.${mail.state}`)}</Chip>,
    },
    {
      key: 'why',
      head: t('mails.why'),
      cell: (mail) => (mail.reason ? t(`mails.reason.${mail.reason}`) : '–'),
    },
    {
      key: 'again',
      head: t('mails.try-again'),
      cell: (mail) =>
        mail.can.includes('try-again') ? <Button onClick={() => void again(mail)}>{t('mails.try-again')}</Button> : '–',
    },
  ]
  return (
    <Page wide title={t('mails.title')} tab={t('mails.title')}>
      <p className="quiet">{t('mails.text')}</p>
      <div className="toolbar">
        <FilterChips
          label={t('mails.state')}
          value={search.stato ?? 'all'}
          onChange={(stato) =>
            void navigate({ to: '.', search: { stato: stato === 'all' ? undefined : (stato as MailState) } })
          }
          options={(['all', 'failed', 'waiting', 'sent'] as const).map((value) => ({
            value,
            label: t(`mails.show.${value}`),
          }))}
        />
      </div>
      {failed !== null && <Failure error={failed} />}
      <QueryState query={query} rows={10} />
      {query.data && query.data.rows.length > 0 && (
        <Table caption={t('mails.title')} columns={columns} rows={query.data.rows} rowKey={(mail) => mail.id} />
      )}
      {query.data?.rows.length === 0 && <EmptyState>{t('mails.empty')}</EmptyState>}
      {query.data && (
        <Pager
          after={search.dopo}
          next={query.data.next}
          go={(dopo) => void navigate({ to: '.', search: { ...search, dopo } })}
        />
      )}
    </Page>
  )
}
