import * as appointments from './appointments/contract.ts'
import * as ownCalendar from './appointments/contract-own.ts'
import * as calendarPlaces from './appointments/contract-places.ts'
import * as walkIns from './appointments/contract-queue.ts'
import * as series from './appointments/contract-series.ts'
import * as cases from './cases/contract.ts'
import * as today from './cases/contract-today.ts'
import * as conferences from './conferences/contract.ts'
import * as documents from './documents/contract.ts'
import * as localDocuments from './documents/edit-contract.ts'
import * as drafts from './drafts/contract.ts'
import type { Endpoint } from './endpoint.ts'
import * as files from './files/contract.ts'
import * as glass from './glass/contract.ts'
import * as grounds from './grounds/contract.ts'
import * as identity from './identity/contract.ts'
import * as imports from './imports/contract.ts'
import * as arrival from './intake/arrival-contract.ts'
import * as intake from './intake/contract.ts'
import * as signs from './intake/sign-contract.ts'
import * as letters from './letters/contract.ts'
import * as letterTemplates from './letters/template-contract.ts'
import * as mails from './mails/contract.ts'
import * as monitoring from './monitoring/contract.ts'
import * as network from './network/contract.ts'
import * as networkBodies from './network/contract-bodies.ts'
import * as hsds from './network/contract-hsds.ts'
import * as networkLinks from './network/contract-links.ts'
import * as networkLists from './network/contract-lists.ts'
import * as networkMap from './network/contract-map.ts'
import * as networkProposals from './network/contract-proposals.ts'
import * as notes from './notes/contract.ts'
import * as outreach from './outreach/contract.ts'
import * as pathway from './pathway/contract.ts'
import * as templates from './pathway/template-contract.ts'
import * as people from './people/contract.ts'
import * as ties from './people/ties-contract.ts'
import * as privacy from './privacy/contract.ts'
import * as dossier from './privacy/contract-dossier.ts'
import * as erasures from './privacy/contract-erasure.ts'
import * as answers from './questions/answer-contract.ts'
import * as questions from './questions/contract.ts'
import * as questionFiles from './questions/file.ts'
import * as referrals from './referrals/contract-acts.ts'
import * as referralAppointments from './referrals/contract-appointments.ts'
import * as referralFiles from './referrals/contract-files.ts'
import * as referralLinks from './referrals/contract-links.ts'
import * as referralMoves from './referrals/contract-moves.ts'
import * as referralUnarranged from './referrals/contract-unarranged.ts'
import * as signals from './signals/contract.ts'
import * as tasks from './tasks/contract.ts'
import * as approvals from './team/approval-contract.ts'
import * as team from './team/contract.ts'
import * as handovers from './team/handover-contract.ts'
import * as substitutions from './team/substitution-contract.ts'
import * as timeline from './timeline/contract.ts'
import * as tryout from './tryout/contract.ts'
import * as worktime from './worktime/contract.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'access' in value && 'path' in value

/** Every endpoint there is, in the order of its subject: OpenAPI, the route test and the stranger test read it. */
export const endpoints: readonly Endpoint[] = [
  identity,
  drafts,
  outreach,
  imports,
  people,
  ties,
  intake,
  signs,
  arrival,
  cases,
  today,
  monitoring,
  mails,
  privacy,
  erasures,
  tryout,
  network,
  networkProposals,
  networkBodies,
  hsds,
  networkLists,
  networkLinks,
  networkMap,
  grounds,
  referrals,
  referralUnarranged,
  glass,
  signals,
  referralAppointments,
  referralFiles,
  referralLinks,
  referralMoves,
  documents,
  localDocuments,
  pathway,
  templates,
  worktime,
  files,
  appointments,
  calendarPlaces,
  series,
  notes,
  ownCalendar,
  walkIns,
  dossier,
  tasks,
  timeline,
  questions,
  answers,
  questionFiles,
  letterTemplates,
  letters,
  team,
  handovers,
  substitutions,
  approvals,
  conferences,
].flatMap((contract) => Object.values(contract).filter(isEndpoint))
