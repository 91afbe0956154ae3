import { modelTexts } from '#model/grounds/model-texts.ts'
import { insertArrangement } from './grounds/arrangement-store.ts'
import { insertNotice, noticesOf } from './grounds/notices.ts'
import { bodiesOf } from './grounds/store.ts'
import { type Actor, type At, type DeskHere, enterDesk, type House } from './platform/door.ts'

/** The model texts as the network's first ones, and an invented arrangement of the Milan desk's body with another one. */
async function addTexts(at: At, arrangementId: string): Promise<void> {
  for (const text of modelTexts) await insertNotice(at, { ...text, version: 1, fromDay: at.today })
  const bodies = await bodiesOf(at)
  const own = bodies.find((body) => body.own)?.id
  const other = bodies.find((body) => body.name === 'Ambito di Bergamo' && !body.own)?.id
  if (!own || !other) throw new Error('the demonstration has no two bodies for an arrangement')
  await insertArrangement(at, arrangementId, {
    kind: 'autonomous',
    from: [own],
    to: [other],
    purposes: ['referral', 'housing'],
    basis: 'public-task',
    fromDay: at.today,
    untilDay: null,
    reference: 'Protocollo inventato per la dimostrazione',
    essence: 'I due enti si mandano solo i dati che servono, e ognuno risponde dei propri.',
  })
}

export async function loadDemoTexts(
  house: House,
  { desk, actor }: { desk: DeskHere; actor: Actor },
  arrangementId: string,
): Promise<void> {
  const write = { act: 'demonstration', record: 'arrangement', recordId: arrangementId }
  await enterDesk(house, desk, actor, write, async (at) => {
    // A load that was killed in between is completed, not repeated.
    if ((await noticesOf(at)).length === 0) await addTexts(at, arrangementId)
  })
}
