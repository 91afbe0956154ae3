import { listMails, type Mail, tryMailAgain } from '#model/mails/contract.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import { notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { lockMail, pageOfMails, presentMails, putBack } from './list.ts'

export const mailRoutes: Route[] = [
  route(listMails, async (at, { query }) => {
    const { page, total } = await pageOfMails(at, query.show, readCursor(query.after, ['id']), query.most)
    const rows = page.slice(0, query.most)
    const last = page.length > query.most ? rows.at(-1) : undefined
    return { rows: await presentMails(at, rows), next: last ? cursor({ id: last.id }) : null, total }
  }),
  route(tryMailAgain, async (at, { params }) => {
    const mail = await lockMail(at, params.mail)
    if (!mail) throw notFound()
    // Asked twice at once, it waits once.
    if (mail.state === 'sent') throw notPossible('mail-went')
    if (mail.reason === 'taken-back') throw notPossible('mail-taken-back')
    if (mail.state === 'failed') {
      await putBack(at, mail.id)
      await at.tell('mail.asked', { mail: mail.id })
    }
    const [shown] = await presentMails(at, [{ ...mail, state: 'waiting', reason: null, tries: 0 }])
    return shown as Mail
  }),
]
