import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { needs } from '#model/codes/needs.ts'
import { type Profile, profiles } from '#model/codes/profiles.ts'
import type { TemplateGoal, Templates, TemplateVersion } from '#model/pathway/template-contract.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { OwnWordsNav } from '../identity/OwnWordsNav.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortInstant } from '../ui/dates.ts'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { goalsFor, ownTemplates } from './own-templates.ts'
import { templatesQuery, useWriteTemplate } from './queries.ts'
import { TemplateForm } from './TemplateForm.tsx'

/** What a desk often agrees with persons of each profile, and what it was before. */
export function TemplatesPage() {
  const { t } = useText()
  const desk = useDesk()
  const query = useQuery(templatesQuery(desk.code))
  return (
    <Page
      title={t('pathway.templates')}
      tab={t('pathway.templates')}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <OwnWordsNav />
      <Notice>
        <p>{t('pathway.templates-lead')}</p>
      </Notice>
      <QueryState query={query} rows={8} />
      {query.data && profiles.map(({ code }) => <TemplateCard key={code} profile={code} data={query.data} />)}
    </Page>
  )
}

function TemplateCard({ profile, data }: { profile: Profile; data: Templates }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const say = useSay()
  const write = useWriteTemplate()
  const asked = useAskedDraft()
  const [isOpen, setOpen] = useState(asked?.kind === 'template' && data.can.includes('write'))
  const versions = data.rows.find((row) => row.profile === profile)?.versions ?? []
  const [latest] = versions
  const goals = goalsFor(profile, data, lang)
  const mayWrite = data.can.includes('write')
  const hold = async (again: TemplateGoal[] | null) => {
    try {
      const saved = await write(profile, { no: latest?.no ?? 0, goals: again })
      say(t(saved ? 'pathway.template-saved' : 'pathway.moved-on'), saved ? undefined : { bad: true })
    } catch {
      say(t('pathway.not-saved'), { bad: true })
    }
  }
  return (
    <Card
      title={codes.one(profiles, profile)}
      action={
        mayWrite &&
        !isOpen && (
          <Button small look="plain" icon="edit" onClick={() => setOpen(true)}>
            {t('pathway.template-edit')}
          </Button>
        )
      }
    >
      <p>
        {latest?.goals ? (
          <Chip icon="desk">{t('pathway.template-of-desk')}</Chip>
        ) : (
          <Chip icon="info">{t('pathway.template-of-varco')}</Chip>
        )}
      </p>
      {isOpen ? (
        <TemplateForm profile={profile} no={latest?.no ?? 0} goals={goals} onDone={() => setOpen(false)} />
      ) : (
        <GoalLines goals={goals} />
      )}
      {versions.length > 0 && (
        <details>
          <summary>{t('pathway.template-versions', { count: versions.length })}</summary>
          <ul className="lines">
            {versions.map((version, place) => (
              <Version key={version.no} version={version} again={mayWrite && place > 0 ? hold : null} />
            ))}
          </ul>
        </details>
      )}
      {mayWrite && latest?.goals && !isOpen && (
        <p>
          <Button small look="plain" icon="undo" onClick={() => void hold(null)}>
            {t('pathway.template-back')}
          </Button>
        </p>
      )}
      {latest?.goals && ownTemplates[lang][profile].length > 0 && (
        <details>
          <summary>{t('pathway.template-varcos')}</summary>
          <GoalLines goals={ownTemplates[lang][profile]} />
        </details>
      )}
    </Card>
  )
}

type VersionProps = { version: TemplateVersion; again: ((goals: TemplateGoal[] | null) => Promise<void>) | null }

function Version({ version: { no, by, at, goals }, again }: VersionProps) {
  const { t, lang } = useText()
  return (
    <li>
      <div>
        {goals ? t('pathway.template-version', { no, count: goals.length }) : t('pathway.template-was-back', { no })}
        <small>{t('pathway.written', { by, at: shortInstant(at, lang) })}</small>
        {goals && (
          <details>
            <summary>{t('pathway.template-show')}</summary>
            <GoalLines goals={goals} />
          </details>
        )}
      </div>
      {again && goals && (
        <Button small look="plain" onClick={() => void again(goals)}>
          {t('pathway.template-again')}
        </Button>
      )}
    </li>
  )
}

function GoalLines({ goals }: { goals: readonly TemplateGoal[] }) {
  const { t } = useText()
  const codes = useCodes()
  if (goals.length === 0) return <p className="quiet">{t('pathway.template-empty')}</p>
  return (
    <ul className="lines">
      {goals.map((goal, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it is only shown
        <li key={place}>
          <div>
            <strong>{goal.text}</strong>
            <small>{codes.one(needs, goal.area)}</small>
            {goal.steps.map((step, no) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: it is only shown
              <small key={no}>
                {step.text} · {t(`pathway.template-owner-${step.owner}`)}
                {step.days !== null && ` · ${t('pathway.template-days', { days: step.days })}`}
              </small>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
