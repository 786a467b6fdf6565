/** What is due when: so that looking at the clock costs nothing while nothing is due. Made anew from the network at every start. */
import TinyQueue from 'tinyqueue'
import { due, whenDue } from '../model/due.ts'
import {
  type Applied,
  type Change,
  type Document,
  document,
  documents,
  type Kind,
  type Network,
} from '../model/network.ts'

interface Date {
  readonly at: number
  readonly kind: Kind
  readonly id: string
}

export class Agenda {
  readonly #dates = new TinyQueue<Date>([], (a, b) => a.at - b.at)

  /** Notes when each document of the network is due. */
  begin(network: Network): void {
    for (const document of documents(network)) this.#add(document)
  }

  /** Notes when changed documents are due. */
  note(applied: readonly Applied[]): void {
    for (const { after } of applied) if (after) this.#add(after)
  }

  #add(of: Document): void {
    const at = whenDue(of)
    if (at !== undefined) this.#dates.push({ at, kind: of.kind, id: of.id })
  }

  isDue(now: number): boolean {
    const next = this.#dates.peek()
    return next !== undefined && next.at <= now
  }

  /** What time has caused by now. A date that its document has since put off or outlived causes nothing. */
  take(network: Network, now: number): readonly Change[] {
    const taken = new Set<string>()
    const changes: Change[] = []
    while (this.isDue(now)) {
      const { kind, id } = this.#dates.pop() as Date
      const found = document(network, kind, id)
      const at = found && whenDue(found)
      if (!found || at === undefined || at > now || taken.has(id)) continue
      taken.add(id)
      changes.push(...due(network, found, now))
    }
    return changes
  }
}
