import { type Actor, type DeskHere, enterDesk, type House } from './platform/door.ts'
import { addInvented, invented } from './tryout/invented.ts'

/** Finds a member of the demonstration, to act in a desk. */
type DemoActor = (house: House, deskCode: string, name: string) => Promise<{ desk: DeskHere; actor: Actor }>

/** Who writes the demonstration's records where a case names nobody. */
const writers: Record<string, string> = {
  'pua-milano': 'tutor.milano',
  'derive-e-approdi': 'strada.derive',
  'pua-bergamo': 'tutor.bergamo',
}

/** Loads the invented workers, each in one transaction of its own and only once. */
export async function loadDemoPersons(
  house: House,
  actorOf: DemoActor,
  demoId: (what: string) => string,
): Promise<void> {
  for (const person of invented) {
    const writer = (person.case?.follower ?? writers[person.desk]) as string
    const { desk, actor } = await actorOf(house, person.desk, writer)
    const write = { act: 'demonstration', record: 'person', recordId: demoId(person.code) }
    await enterDesk(house, desk, actor, write, (at) => addInvented(at, person, { idOf: demoId, follows: true }))
  }
}
