import type { ContactFields } from '#model/outreach/contract.ts'
import type { At } from '../platform/door.ts'
import { insertContact } from './store.ts'

/** Logs a contact on somebody's behalf (demonstration data). */
export const addContact = (at: At, id: string, said: ContactFields): Promise<boolean> => insertContact(at, id, said)
