import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type CivilDate, formatDate, formatInstant } from '#model/calendar.ts'
import { numberOfCase } from '#model/codes/case-number.ts'
import { emergencies } from '#model/codes/emergencies.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import type { DraftKind } from '#model/drafts/contract.ts'
import { CallError } from '../call.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { EmergencyHint } from '../glass/EmergencyHint.tsx'
import { useDesk } from '../identity/desk.tsx'
import { NoteComposer } from '../notes/NoteComposer.tsx'
import { FollowUpHint } from '../pathway/FollowUpHint.tsx'
import { MinorChip } from '../people/MinorChip.tsx'
import { SafeContactLine } from '../people/TiesSaid.tsx'
import { DossierDialog } from '../privacy/DossierDialog.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { CaseApprovals, useWaits } from '../team/CaseApprovals.tsx'
import { CaseHandovers } from '../team/CaseHandovers.tsx'
import { CaseTimeline } from '../timeline/CaseTimeline.tsx'
import { PressingLines } from '../timeline/PressingLines.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { CaseAside } from './CaseAside.tsx'
import { CaseChip } from './CaseChip.tsx'
import { CaseFactsForm } from './CaseFactsForm.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { useCaseKeys } from './case-keys.ts'
import { LeftDrafts } from './LeftDrafts.tsx'
import { QuickService } from './QuickService.tsx'
import { caseQuery } from './queries.ts'
import { ReopenDialog } from './ReopenDialog.tsx'
import { SinceAsked } from './SinceAsked.tsx'

type Open = 'nothing' | 'facts' | 'close' | 'reopen' | 'dossier'

/** Opened from the list of drafts, the page shows the form in which the draft was typed. */
const formOf = (kind: DraftKind | undefined): Open =>
  kind === 'case' ? 'facts' : kind === 'close' || kind === 'reopen' ? kind : 'nothing'

/** A case, whole: who, what is urgent, what was done, who follows. */
export function CasePage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id' })
  const navigate = useNavigate()
  const query = useQuery(caseQuery(desk.code, id))
  const asked = useAskedDraft()
  const [open, setOpen] = useState<Open>(() => formOf(asked?.kind))
  const file = query.data
  useCaseKeys(id, file)
  const waits = useWaits(file && file.approvals > 0 ? id : undefined, null)
  const can = (what: 'correct' | 'write' | 'close' | 'reopen') => file?.can.includes(what) ?? false
  const day = (text: string) => formatDate(text as CivilDate, lang)
  return (
    <Page
      title={
        <span className="personal">
          {file
            ? file.person.name || file.person.code || t(file.person.erased ? 'people.erased' : 'people.unnamed')
            : t('cases.one')}
        </span>
      }
      tab={t('cases.one')}
      chips={
        file && (
          <>
            <CaseChip state={file.state} erased={file.person.erased} />
            <MinorChip birthDate={file.person.birthDate} />
          </>
        )
      }
      action={
        can('write') ? (
          <Button look="primary" icon="note" onClick={() => document.getElementById('note-text')?.focus()}>
            {t('notes.write')}
          </Button>
        ) : (
          can('reopen') && (
            <Button look="primary" onClick={() => setOpen('reopen')}>
              {t('cases.reopen')}
            </Button>
          )
        )
      }
      menu={[
        ...(can('correct') ? [{ label: t('cases.correct'), icon: 'edit' as const, run: () => setOpen('facts') }] : []),
        ...(can('close') && !(file?.asksToClose && waits)
          ? [
              {
                label: t(file?.asksToClose ? 'cases.ask-close' : 'cases.close'),
                icon: 'closed' as const,
                run: () => setOpen('close'),
              },
            ]
          : []),
        ...(can('reopen') ? [{ label: t('cases.reopen'), icon: 'undo' as const, run: () => setOpen('reopen') }] : []),
        ...(can('write') && desk.may('referral.write') && !desk.tryout
          ? [
              {
                label: t('referrals.new'),
                icon: 'send' as const,
                run: () => void navigate({ to: '/$desk/casi/$id/invio', params: { desk: desk.code, id } }),
              },
            ]
          : []),
        {
          label: t('cases.signs'),
          icon: 'check' as const,
          run: () => void navigate({ to: '/$desk/casi/$id/segni', params: { desk: desk.code, id } }),
        },
        {
          label: t('cases.arrival'),
          icon: 'flag' as const,
          run: () => void navigate({ to: '/$desk/casi/$id/arrivo', params: { desk: desk.code, id } }),
        },
        {
          label: t('worktime.title'),
          icon: 'clock' as const,
          run: () => void navigate({ to: '/$desk/casi/$id/orari', params: { desk: desk.code, id } }),
        },
        {
          label: t('letters.title'),
          icon: 'note' as const,
          run: () => void navigate({ to: '/$desk/casi/$id/lettere', params: { desk: desk.code, id } }),
        },
        {
          label: t('files.title'),
          icon: 'note' as const,
          run: () => void navigate({ to: '/$desk/casi/$id/file', params: { desk: desk.code, id } }),
        },
        ...(file && !file.person.erased && desk.may('privacy.read')
          ? [{ label: t('privacy.dossier'), icon: 'print' as const, run: () => setOpen('dossier') }]
          : []),
      ]}
      facts={
        file && [
          ...(file.person.code ? [{ label: t('people.code-short'), value: file.person.code }] : []),
          { label: t('cases.number'), value: <span className="mono">{`${desk.code} ${numberOfCase(file.id)}`}</span> },
          { label: t('cases.opened-on'), value: day(file.openedOn) },
          ...(file.closedOn
            ? [
                {
                  label: t('cases.closed-on'),
                  value: `${day(file.closedOn)}${file.outcome ? `, ${codes.one(outcomes, file.outcome)}` : ''}`,
                },
              ]
            : []),
          { label: t('cases.followers'), value: file.followers.map((one) => one.name).join(', ') || t('cases.nobody') },
          { label: t('cases.profile'), value: codes.one(profiles, file.profile) },
          { label: t('cases.sector'), value: codes.one(sectors, file.sector) },
        ]
      }
      aside={file && <CaseAside file={file} correct={() => setOpen('facts')} />}
    >
      {file && (file.person.restricted || file.person.erased) && <RestrictionBanner personId={file.person.id} />}
      {file?.person.safeContact && <SafeContactLine fact={file.person.safeContact} personId={file.person.id} />}
      {file?.timeline && (
        <PressingLines caseId={file.id} pressing={file.timeline.pressing} total={file.timeline.pressingTotal} />
      )}
      {file && file.approvals > 0 && (
        <CaseApprovals caseId={file.id} before={({ at }) => <SinceAsked file={file} at={at} />} />
      )}
      {file && file.handovers > 0 && <CaseHandovers caseId={file.id} />}
      {file?.emergencies.map((one) => (
        <Notice key={one.at} tone="amber">
          <p>
            {t('cases.opened-in-emergency', {
              at: formatInstant(one.at, lang),
              by: one.by,
              desk: one.desk,
              reason: codes.one(emergencies, one.reason),
            })}
          </p>
        </Notice>
      ))}
      <QueryState query={query} rows={8} />
      {query.error instanceof CallError && query.error.code === 'not-found' && desk.may('glass.break') && (
        <EmergencyHint desk={desk.code} address={`${desk.code}/casi/${id}`} />
      )}
      {file && open === 'facts' && <CaseFactsForm file={file} onDone={() => setOpen('nothing')} />}
      {file && can('write') && (
        <>
          <QuickService file={file} />
          <NoteComposer file={file} />
        </>
      )}
      {file?.can.includes('follow-up') && <FollowUpHint caseId={file.id} />}
      {file?.state === 'closed' && <LeftDrafts caseId={file.id} kinds={['note', 'service', 'task']} />}
      {file && <CaseTimeline file={file} />}
      {file && open === 'close' && <CloseDialog file={file} onClose={() => setOpen('nothing')} />}
      {file && open === 'dossier' && (
        <DossierDialog file={file} onMade={() => void query.refetch()} onClose={() => setOpen('nothing')} />
      )}
      {file && open === 'reopen' && <ReopenDialog file={file} onClose={() => setOpen('nothing')} />}
    </Page>
  )
}
