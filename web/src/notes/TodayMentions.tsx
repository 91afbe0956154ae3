import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDate } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { mentionsQuery, useSawMention } from './queries.ts'

/** Notes in which colleagues named me, until I have looked at them. */
export function TodayMentions() {
  const { t, lang } = useText()
  const desk = useDesk()
  const who = useWho()
  const say = useSay()
  const saw = useSawMention()
  const { data } = useQuery(mentionsQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  const seen = (caseId: string, note: string) =>
    saw(caseId, note).catch(() => say(t('problem.internal.title'), { bad: true }))
  return (
    <Card title={t('notes.mentions')} count={data.total}>
      <ul className="lines">
        {data.rows.map((one) => {
          const name = one.personName || one.personCode || t('people.unnamed')
          return (
            <li key={one.noteId}>
              <div>
                <Link to="/$desk/casi/$id" params={{ desk: desk.code, id: one.caseId }} hash={`nota-${one.noteId}`}>
                  {t('notes.named-you', { by: who(one.by) })}
                </Link>
                <small className="personal">{t('notes.mention-of', { name, day: formatDate(one.day, lang) })}</small>
              </div>
              <Button
                small
                look="plain"
                icon="check"
                aria-label={t('notes.seen-of', { by: who(one.by), day: formatDate(one.day, lang) })}
                onClick={() => void seen(one.caseId, one.noteId)}
              >
                {t('notes.seen')}
              </Button>
            </li>
          )
        })}
      </ul>
      {data.total > data.rows.length && (
        <p className="quiet">{t('notes.mentions-more', { count: data.total - data.rows.length })}</p>
      )}
    </Card>
  )
}
