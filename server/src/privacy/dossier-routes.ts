import { Dossier, fetchDossier, MOST_DOSSIERS, makeDossier } from '#model/privacy/contract-dossier.ts'
import { dossierOfToday, dossiersToday, noteDossier } from '../cases/asks.ts'
import { notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { dossierFile } from './dossier.ts'

const done = { done: true } as const

export const dossierRoutes: Route[] = [
  route(makeDossier, async (at, { params, body }) => {
    if (await at.firstTime(body.id, { case: params.case, ...body }, async () => done)) {
      if ((await dossiersToday(at, params.case)) >= MOST_DOSSIERS) throw notPossible('dossiers-many')
      if (!(await noteDossier(at, params.case, body))) throw notFound()
    }
    return done
  }),
  route(fetchDossier, async (at, { params }) => {
    const asked = await dossierOfToday(at, params.case, params.dossier)
    if (!asked) throw notFound()
    return dossierFile(at, params.case, Dossier.parse(asked))
  }),
]
