import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { typed } from '../ui/DateField.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { answersQuery } from './sign-queries.ts'

/** Every answer that was given, the last first; read when somebody asks for it. */
export function SignHistory({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  const [open, setOpen] = useState(false)
  const query = useInfiniteQuery({ ...answersQuery(desk.code, caseId), enabled: open })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Card title={t('signs.history')}>
      {!open && (
        <Button small onClick={() => setOpen(true)}>
          {t('signs.show-history')}
        </Button>
      )}
      {open && <QueryState query={query} rows={3} />}
      {open && query.data && rows.length === 0 && <p className="quiet">{t('signs.history-empty')}</p>}
      <ol className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <strong>{t(`sign.${row.sign}`)}</strong>
              <span>{t(`signs.${row.answer}`)}</span>
              {row.evidence && <p className="personal">{row.evidence}</p>}
              <small>
                {t(`signs.said-by.${row.saidBy}`)} · {t('signs.row', { by: row.by, day: typed(row.day) })}
              </small>
            </div>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button small onClick={() => void query.fetchNextPage()}>
          {t('ui.next-page')}
        </Button>
      )}
    </Card>
  )
}
