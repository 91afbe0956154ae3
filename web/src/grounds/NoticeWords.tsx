import { languages } from '#model/codes/languages.ts'
import type { NoticeText } from '#model/grounds/contract.ts'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'

type Props = { notices: readonly NoticeText[]; chosen: NoticeText }

/** The text that is read, in the language in which it is read, and beside it the same in Italian for whoever reads it out. */
export function NoticeWords({ notices, chosen }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const italian = notices.find(
    ({ kind, version, language }) => kind === chosen.kind && version === chosen.version && language === 'it',
  )
  const shown = chosen.language === 'it' || !italian ? [chosen] : [chosen, italian]
  return (
    <section className="notice-words" aria-label={t('grounds.notice-words')}>
      {shown.map((text) => (
        <article key={text.language}>
          <h3>
            {codes.one(languages, text.language)}: <span lang={text.language}>{text.heading}</span>
          </h3>
          <p className="wording" lang={text.language} dir="auto">
            {text.wording}
          </p>
        </article>
      ))}
      {chosen.language !== 'it' && !italian && <p className="quiet">{t('grounds.notice-no-italian')}</p>}
    </section>
  )
}
