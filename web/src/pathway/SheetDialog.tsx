import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { type Pathway, printPathway } from '#model/pathway/contract.ts'
import { type Sheet, sheetOf } from '#model/pathway/sheet.ts'
import { type CopyLanguage, copyLanguages, isReviewed, isWrittenIn } from '#model/privacy/copy-languages.ts'
import { addressOf } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { shortDate } from '../ui/dates.ts'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'

const kinds = ['full', 'discreet'] as const

/** The sheet that the person keeps: in which language, and how much of it. What will stand there is shown before. */
export function SheetDialog({ data, onClose }: { data: Pathway; onClose: () => void }) {
  const { t } = useText()
  const desk = useDesk().code
  const codes = useCodes()
  const spoken = useQuery(caseQuery(desk, data.caseId)).data?.person.language ?? 'it'
  const [chosen, setChosen] = useState<CopyLanguage | null>(null)
  const [kind, setKind] = useState<(typeof kinds)[number]>('full')
  const language = chosen ?? (isWrittenIn(spoken) ? spoken : 'it')
  const isDiscreet = kind === 'discreet'
  return (
    <Dialog title={t('pathway.sheet')} onClose={onClose} wide>
      <div className="form">
        <ChoiceField
          id="sheet-kind"
          label={t('pathway.sheet-kind')}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
          options={kinds.map((value) => ({ value, label: t(`pathway.sheet-kind.${value}`) }))}
        />
        <SelectField
          id="sheet-language"
          label={t('pathway.sheet-language')}
          value={language}
          onChange={(next) => setChosen(next as CopyLanguage)}
          options={copyLanguages.map((value) => ({ value, label: codes.one(languages, value) }))}
        />
        <p>{t(`pathway.sheet-says.${kind}`)}</p>
        {!isReviewed(language) && (
          <Notice tone="amber">
            <p>{t('pathway.sheet-unreviewed')}</p>
          </Notice>
        )}
        <SheetPreview sheet={sheetOf(data, isDiscreet, data.today)} />
        <div className="form-actions">
          <a
            className="btn btn-primary"
            href={addressOf(printPathway, { desk, case: data.caseId }, { language, kind })}
            download
          >
            {t('pathway.sheet-fetch')}
          </a>
          <Button onClick={onClose}>{t('ui.close')}</Button>
        </div>
      </div>
    </Dialog>
  )
}

function SheetPreview({ sheet: { blocks, next } }: { sheet: Sheet }) {
  const { t, lang } = useText()
  const codes = useCodes()
  return (
    <section className="sheet-preview" aria-label={t('pathway.sheet-preview')}>
      <h3>{t('pathway.sheet-preview')}</h3>
      {blocks.length === 0 && <p className="quiet">{t('pathway.sheet-empty')}</p>}
      {blocks.map(({ area, goal, steps }, no) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a sheet have no other identity
        <div key={no}>
          <strong>{area === null ? t('pathway.sheet-others') : codes.one(needs, area)}</strong>
          {goal && <p className="personal">{goal}</p>}
          <ul>
            {steps.map(({ text, due }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nor have its lines
              <li key={at}>
                <span className="personal">{text ?? t('pathway.sheet-thing')}</span>
                {due && ` · ${t('pathway.due-by', { day: shortDate(due, lang) })}`}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {next && <p>{t('pathway.next-line', { day: shortDate(next, lang) })}</p>}
    </section>
  )
}
