import { useState } from 'react'
import { type FileLook, lookAtQuestions } from '#model/questions/file.ts'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice, type Tone } from '../ui/Chip.tsx'
import { shortInstant } from '../ui/dates.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Card } from '../ui/Page.tsx'
import { Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useQuestionActs } from './queries.ts'

type Looked = { file: File; look: FileLook }

/** The set goes out as one file, and comes in: looked at, then brought in as it was shown. */
export function QuestionFiles({ empty }: { empty: boolean }) {
  const { t } = useText()
  const acts = useQuestionActs()
  const [reading, setReading] = useState<string | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [brought, setBrought] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const look = async (file: File) => {
    setReading(file.name)
    setFailed(null)
    setLooked(null)
    setBrought(false)
    try {
      setLooked({ file, look: await acts.look(file) })
    } catch (error) {
      setFailed(error)
    }
    setReading(null)
  }
  const bring = async ({ file, look: { shown } }: Looked) => {
    setBusy(true)
    setFailed(null)
    try {
      await acts.bring(file, shown)
      setBrought(true)
      setLooked(null)
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  return (
    <Card title={t('questions.file')}>
      <p>{t('questions.file-lead')}</p>
      {!empty && (
        <p>
          <a className="btn btn-outline" href={acts.address} download>
            <Icon name="download" small /> {t('questions.file-take')}
          </a>
        </p>
      )}
      <FileDrop
        reading={reading}
        words={{
          drop: t('questions.file-drop'),
          choose: t('questions.file-choose'),
          limits: t('questions.file-limits'),
        }}
        accept=".json"
        most={lookAtQuestions.upload?.most ?? 0}
        onFile={(file) => void look(file)}
      />
      {brought && <Notice tone="good" title={t('questions.file-brought')} />}
      {looked && <Shown look={looked.look} busy={busy} bring={() => void bring(looked)} />}
      {failed !== null && <Failure error={failed} />}
    </Card>
  )
}

const tones: Record<string, Tone> = { add: 'green', change: 'blue', 'retired-here': 'amber', 'other-kind': 'amber' }

function Shown({ look, busy, bring }: { look: FileLook; busy: boolean; bring: () => void }) {
  const { t, lang } = useText()
  const { from, rows, kept, problems } = look
  const news = rows.filter(({ act }) => act === 'add' || act === 'change').length
  if (problems.length > 0) return <Problems problems={problems} />
  return (
    <>
      {from && <p>{t('questions.file-from', { desk: from.name, at: shortInstant(from.at, lang) })}</p>}
      <Table
        caption={t('questions.file-shown')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'label', head: t('questions.field.label'), cell: ({ label }) => label },
          {
            key: 'place',
            head: t('questions.field.place'),
            wide: true,
            cell: ({ place }) => t(`questions.place.${place}`),
          },
          {
            key: 'act',
            head: t('questions.file-act'),
            cell: ({ act, fields }) => (
              <>
                <Chip tone={tones[act] ?? 'plain'}>{t(`questions.act.${act}`)}</Chip>{' '}
                {fields.map((field) => t(`questions.part.${field}`)).join(', ')}
              </>
            ),
          },
        ]}
      />
      <p className="quiet">{t('questions.file-kept', { count: kept })}</p>
      {news === 0 ? (
        <p>{t('questions.file-nothing')}</p>
      ) : (
        <div className="form-actions">
          <Button look="primary" busy={busy} onClick={bring}>
            {t('questions.file-bring', { count: news })}
          </Button>
        </div>
      )}
    </>
  )
}

/** Codes that have a text of their own. */
const told = new Set([
  ...['not-json', 'not-this-file', 'newer', 'checksum', 'too-many-questions', 'twice', 'no-italian', 'missing'],
  ...['not-text', 'same-words', 'not-a-key', 'unrecognized-keys', 'too-big', 'too-long', 'invalid-value'],
])

/** What is wrong with a file: in which question, in which field, and what to do. */
function Problems({ problems }: { problems: FileLook['problems'] }) {
  const { t } = useText()
  return (
    <Notice tone="red" title={t('questions.file-bad')}>
      <ul>
        {problems.map(({ no, key, field, code }) => (
          <li key={`${no} ${field} ${code}`}>
            {no !== null && t('questions.file-where', { no, key: key || '–', field })}{' '}
            {t(`questions.problem.${told.has(code) ? code : 'other'}`)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
