import type { z } from 'zod'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { isRightToLeft, languages } from '#model/codes/languages.ts'
import { noticeKinds } from '#model/codes/notice-kinds.ts'
import type { Notices } from '#model/grounds/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { EmptyState } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** The texts that are read to people, newest version first, each open to be read. */
export function NoticeList({ rows }: { rows: z.infer<typeof Notices>['rows'] }) {
  const { t, lang } = useText()
  const codes = useCodes()
  if (rows.length === 0) return <EmptyState>{t('grounds.no-notices')}</EmptyState>
  return (
    <ul className="lines">
      {rows.map((text) => (
        <li key={`${text.kind}-${text.version}-${text.language}`}>
          <details>
            <summary>
              {t('grounds.notice-of', {
                kind: codes.one(noticeKinds, text.kind),
                version: text.version,
                language: codes.one(languages, text.language),
              })}{' '}
              <Chip tone={text.reviewed ? 'green' : 'amber'} icon={text.reviewed ? 'check' : 'warning'}>
                {t(text.reviewed ? 'grounds.is-reviewed' : 'grounds.not-reviewed')}
              </Chip>
            </summary>
            <small>
              {t('grounds.notice-by', { day: formatDate(text.fromDay as CivilDate, lang), body: text.byBody })}
            </small>
            <div lang={text.language} dir={isRightToLeft(text.language) ? 'rtl' : 'ltr'}>
              <h3>{text.heading}</h3>
              <p className="wording">{text.wording}</p>
            </div>
          </details>
        </li>
      ))}
    </ul>
  )
}
