import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { unansweredLabels } from '#model/codes/answer.ts'
import type { ImportRun } from '#model/imports/contract.ts'
import { fieldsOf, type ImportField, listOfField } from '#model/imports/fields.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { ColumnProblems, useColumnWords } from './ColumnProblems.tsx'
import { forgetMatches, matchColumns, showRun } from './queries.ts'
import type { ImportChoice } from './use-choice.ts'

/** What each column of a previewed file is, and words that were not understood: said by hand, and read again. */
export function ColumnMatch({ run, choice }: { run: ImportRun; choice: ImportChoice }) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const read = async (headingRow: number, fields: readonly (string | null)[] | null) => {
    setBusy(true)
    setFailed(null)
    try {
      const words = choice.words.filter(({ code }) => code !== null)
      showRun(
        client,
        desk.code,
        await matchColumns(desk.code, run.id, { headingRow, fields: fields && [...fields], words }),
      )
      choice.reset()
      // What came of it stands at the top.
      scrollTo({ top: 0 })
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  const here = run.headingRow ?? 0
  const forget = () =>
    forgetMatches(client, desk.code, run.kind)
      .then(() => read(here, null))
      .catch(setFailed)
  return (
    <form
      className="column-match"
      onSubmit={(event) => {
        event.preventDefault()
        void read(choice.headingRow, choice.moved ? null : choice.fields)
      }}
    >
      {choice.words.length > 0 && <Words choice={choice} />}
      <Card title={t('import.columns-of-file')} count={run.columns.length}>
        <p>{t('import.columns-help')}</p>
        <HeadingRow run={run} choice={choice} />
        {run.columns.some((column) => column.remembered) && (
          <p className="remembered">
            <span>{t('import.remembered')}</span>
            <Button small disabled={busy} onClick={() => void forget()}>
              {t('import.forget')}
            </Button>
          </p>
        )}
        {choice.moved ? <p>{t('import.heading-moved')}</p> : <Columns run={run} choice={choice} />}
        {choice.dirty && <ColumnProblems run={run} problems={choice.problems} />}
        {failed !== null && <Failure error={failed} />}
        <div className="form-actions">
          <Button type="submit" look="primary" busy={busy} disabled={choice.problems.length > 0 || !choice.dirty}>
            {t('import.read-again')}
          </Button>
          {choice.dirty && <Button onClick={choice.reset}>{t('import.as-before')}</Button>}
        </div>
      </Card>
    </form>
  )
}

function HeadingRow({ run, choice }: { run: ImportRun; choice: ImportChoice }) {
  const { t } = useText()
  return (
    <div className="heading-row">
      <SelectField
        id="heading-row"
        label={t('import.heading-row')}
        personal
        value={String(choice.headingRow)}
        onChange={(value) => choice.setHeadingRow(Number(value))}
        options={[
          { value: '0', label: t('import.heading-row.none') },
          ...run.firstRows.map(({ number, text }) => ({ value: String(number), label: `${number}: ${text}` })),
        ]}
      />
    </div>
  )
}

function Columns({ run, choice }: { run: ImportRun; choice: ImportChoice }) {
  const { t } = useText()
  const words = useColumnWords(run)
  const options = fieldsOf(run.kind).map((field) => ({ value: field, label: words.field(field) }))
  return (
    <div className="column-grid">
      {run.columns.map((column, index) => {
        const twice = choice.problems.find((one) => one.code === 'column-twice' && one.columns.includes(index))
        return (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have only their place
            key={index}
            id={`column-${index}`}
            label={words.column(index)}
            help={<span className="personal">{column.samples.join(' · ') || t('import.no-samples')}</span>}
            value={choice.fields[index] ?? ''}
            none={t('import.do-not-import')}
            options={options}
            onChange={(field) => choice.setField(index, field || null)}
            error={twice && t('import.twice-here')}
          />
        )
      })}
    </div>
  )
}

function Words({ choice }: { choice: ImportChoice }) {
  const { t } = useText()
  const codes = useCodes()
  const unanswered = unansweredLabels.map(({ code }) => ({ value: code as string, label: codes.one([], code) }))
  return (
    <Card title={t('import.words')} count={choice.words.length}>
      <p>{t('import.words-help')}</p>
      <div className="column-grid">
        {choice.words.map(({ field, word, code }, index) => {
          const list = listOfField[field as ImportField] ?? []
          const options = [...codes.options(list), ...unanswered.filter(() => field !== 'outcome' && field !== 'needs')]
          return (
            <SelectField
              key={`${field} ${word}`}
              id={`word-${index}`}
              label={`«${word}»`}
              help={t(`import.field.${field}`)}
              value={code ?? ''}
              none={t('import.leave-error')}
              options={options}
              onChange={(chosen) => choice.setWord(index, chosen || null)}
            />
          )
        })}
      </div>
    </Card>
  )
}
