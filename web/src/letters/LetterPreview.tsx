import { isRightToLeft } from '#model/codes/languages.ts'
import type { LetterValues } from '#model/letters/fields.ts'
import type { LetterText } from '#model/letters/template-contract.ts'
import { type Block, laidOut, type Piece } from '#model/letters/text.ts'
import { isReviewed, isWrittenIn } from '#model/privacy/copy-languages.ts'
import { useText } from '../ui/text.tsx'

type Props = { text: LetterText; head: readonly string[]; values: LetterValues; own: boolean }

/** The paper as it will stand: the same words, in their direction, with a line where nothing stands yet. */
export function LetterPreview({ text: { language, title, text }, head, values, own }: Props) {
  const { t } = useText()
  const isUnread = !own && isWrittenIn(language) && !isReviewed(language)
  return (
    <section className="letter-preview" aria-label={t('letters.preview')}>
      <h3>{t('letters.preview')}</h3>
      {isUnread && <p className="quiet">{t('letters.unreviewed')}</p>}
      <div className="letter-paper" lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
        {head.length > 0 && (
          <p className="letter-head">
            {head.map((line) => (
              <bdi key={line} className="letter-line">
                {line}
              </bdi>
            ))}
          </p>
        )}
        <p>
          <strong>{title}</strong>
        </p>
        {laidOut(text, values, language).blocks.map((block, no) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a letter have no other identity
          <BlockShown key={no} block={block} />
        ))}
      </div>
    </section>
  )
}

function BlockShown({ block: { kind, lines } }: { block: Block }) {
  if (kind === 'list')
    return (
      <ul>
        {lines.map((pieces, no) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nor have its lines
          <li key={no}>
            <Line pieces={pieces} />
          </li>
        ))}
      </ul>
    )
  return (
    <p>
      {lines.map((pieces, no) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nor have its lines
        <span key={no} className="letter-line">
          <Line pieces={pieces} />
        </span>
      ))}
    </p>
  )
}

function Line({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useText()
  return pieces.map(({ way, text, dir }, no) => {
    const personal = way === 'filled' ? 'personal' : undefined
    // biome-ignore lint/suspicious/noArrayIndexKey: nor have the pieces of a line
    if (way === 'gap') return <span key={no} role="img" className="letter-gap" aria-label={t('letters.gap')} />
    // What is not apart belongs to what is around it, commas too.
    // biome-ignore lint/suspicious/noArrayIndexKey: nor have the pieces of a line
    if (dir === null) return <span key={no}>{text}</span>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: nor have the pieces of a line
      <bdi key={no} className={personal} dir={dir}>
        {text}
      </bdi>
    )
  })
}
