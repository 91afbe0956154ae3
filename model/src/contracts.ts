import * as cases from './cases/contract.ts'
import * as drafts from './drafts/contract.ts'
import type { Endpoint } from './endpoint.ts'
import * as grounds from './grounds/contract.ts'
import * as identity from './identity/contract.ts'
import * as imports from './imports/contract.ts'
import * as intake from './intake/contract.ts'
import * as mails from './mails/contract.ts'
import * as monitoring from './monitoring/contract.ts'
import * as network from './network/contract.ts'
import * as networkBodies from './network/contract-bodies.ts'
import * as hsds from './network/contract-hsds.ts'
import * as networkLinks from './network/contract-links.ts'
import * as networkLists from './network/contract-lists.ts'
import * as networkProposals from './network/contract-proposals.ts'
import * as outreach from './outreach/contract.ts'
import * as people from './people/contract.ts'
import * as privacy from './privacy/contract.ts'
import * as referrals from './referrals/contract-acts.ts'
import * as tryout from './tryout/contract.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'access' in value && 'path' in value

/** Every endpoint there is, in the order of its subject: OpenAPI, the route test and the stranger test read it. */
export const endpoints: readonly Endpoint[] = [
  identity,
  drafts,
  outreach,
  imports,
  people,
  intake,
  cases,
  monitoring,
  mails,
  privacy,
  tryout,
  network,
  networkProposals,
  networkBodies,
  hsds,
  networkLists,
  networkLinks,
  grounds,
  referrals,
].flatMap((contract) => Object.values(contract).filter(isEndpoint))
