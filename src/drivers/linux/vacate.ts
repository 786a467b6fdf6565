/** Ends what goes on in namespaces that go. */
import { detachEgress } from './egress.ts'
import { endOccupants } from './occupants.ts'
import { isInternet } from './ownership.ts'

/** Every process in them, and what leads the Internet out. */
export async function vacate(namespaces: readonly string[]): Promise<void> {
  await endOccupants(namespaces)
  for (const namespace of namespaces.filter(isInternet)) await detachEgress(namespace)
}
