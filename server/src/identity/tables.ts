import type { Role } from '#model/grants.ts'

export type IdentityTables = {
  account: {
    id: string
    email: string
    name: string
    password_hash: string
    language: 'it' | 'en'
    demo: boolean
    disabled_at: string | null
    created_at: string
  }
  sign_in_failure: { key_hash: Buffer; failures: number; last_at: string }
  member: { desk_id: string; account_id: string; name: string; since: string; until: string | null }
  role_grant: { desk_id: string; account_id: string; role: Role }
}
