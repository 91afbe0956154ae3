import { type AuditEntry, listAccesses } from '#model/privacy/contract.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import { type Route, route } from '../platform/route.ts'
import { dossierRoutes } from './dossier-routes.ts'
import { erasureRoutes } from './erasure-routes.ts'
import { namesInRegister } from './names.ts'
import { personPrivacyRoutes } from './person-routes.ts'
import { pageOfAccesses } from './store.ts'

export const privacyRoutes: Route[] = [
  route(listAccesses, async (at, { query }) => {
    const { rows, total } = await pageOfAccesses(at, query, readCursor(query.after, ['id']), query.most)
    const page = rows.slice(0, query.most)
    const nameOf = await namesInRegister(
      at,
      page.map(({ actor }) => actor),
    )
    const last = rows.length > query.most ? page.at(-1) : undefined
    return {
      rows: page.map(
        (row): AuditEntry => ({
          id: row.id,
          at: row.at,
          by: nameOf(row.actor),
          act: row.act,
          kind: row.kind,
          record: row.record,
          recordId: row.record_id,
          seal: row.seal_no,
        }),
      ),
      next: last ? cursor({ id: last.id }) : null,
      total,
    }
  }),
  ...personPrivacyRoutes,
  ...dossierRoutes,
  ...erasureRoutes,
]
