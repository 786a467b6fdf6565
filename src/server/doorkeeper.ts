/**
 * Keeps the doors of real parts open: a socket for each, from the round of the loop in which the part became real until
 * the one in which it goes. A part that was built anew, because somebody broke it, has new namespaces: there the old
 * sockets hear nothing, so the doors are opened anew, too.
 */
import type { Socket as UdpSocket } from 'node:dgram'
import type { Server } from 'node:net'
import type { Driver, Failure } from '../drivers/driver.ts'
import type { Part, PartId } from '../fabric/fabric.ts'
import { type Door, doorsOf } from './doors.ts'

/** Answers whoever comes to a door's socket. What it gives back closes that and ends what goes on there. */
export type Attend = (door: Door, socket: UdpSocket | Server) => () => void

interface Opened {
  readonly door: Door
  readonly close: () => void
}

type Listen = NonNullable<Driver['listen']>

export class Doorkeeper {
  /** Absent: a data plane without packets has no doors. */
  readonly #listen: Listen | undefined
  readonly #attend: Attend
  readonly #parts = new Map<PartId, Map<string, Opened>>()
  #isClosed = false

  constructor(listen: Listen | undefined, attend: Attend) {
    this.#listen = listen
    this.#attend = attend
  }

  /** Parts as they are real now, undefined for those that are gone; of them, `touched` were changed. What failed, by part. */
  async tend(
    real: ReadonlyMap<PartId, Part | undefined>,
    touched: ReadonlySet<PartId>,
  ): Promise<readonly Failure[]> {
    const listen = this.#listen
    if (!listen) return []
    const tended = [...real].map(async ([id, part]) => {
      const open = this.#parts.get(id) ?? new Map<string, Opened>()
      if (touched.has(id)) await closeStale(listen, id, open)
      const reason = await this.#adjust(listen, id, part, open)
      return reason === undefined ? [] : [{ part: id, reason }]
    })
    return (await Promise.all(tended)).flat()
  }

  /** No door is opened any more. */
  close(): void {
    this.#isClosed = true
    for (const open of this.#parts.values()) for (const key of open.keys()) shut(open, key)
    this.#parts.clear()
  }

  /** Why a door could not be opened; undefined if all are. */
  async #adjust(listen: Listen, id: PartId, part: Part | undefined, open: Map<string, Opened>) {
    const wanted = new Map((part ? doorsOf(part) : []).map(door => [keyOf(door), door]))
    for (const key of open.keys()) if (!wanted.has(key)) shut(open, key)
    this.#parts.set(id, open)
    const missing = [...wanted].filter(([key]) => !open.has(key))
    const tried = missing.map(async ([key, door]) => {
      const close = this.#attend(door, await listen(id, door, door.hostId))
      open.set(key, { door, close })
      if (this.#isClosed) shut(open, key)
    })
    const failed = (await Promise.allSettled(tried)).find(one => one.status === 'rejected')
    if (open.size === 0) this.#parts.delete(id)
    return (
      failed && `cannot listen: ${failed.reason instanceof Error ? failed.reason.message : failed.reason}`
    )
  }
}

const keyOf = ({ hostId = '', protocol, address, port }: Door): string =>
  `${hostId} ${protocol} ${address} ${port}`

function shut(open: Map<string, Opened>, key: string): void {
  open.get(key)?.close()
  open.delete(key)
}

/**
 * Closes the doors in namespaces that are no more. There an address can be listened at once more, where an open door
 * still has it: TCP lets nobody listen where somebody listens already.
 */
async function closeStale(listen: Listen, id: PartId, open: Map<string, Opened>): Promise<void> {
  const doors = [...open.values()].map(({ door }) => door)
  for (const hostId of new Set(doors.map(door => door.hostId))) {
    const own = doors.filter(door => door.hostId === hostId)
    const probe = own.find(door => door.protocol === 'tcp')
    const isStale = probe && (await listen(id, probe, hostId).then(end, () => false))
    if (isStale) for (const door of own) shut(open, keyOf(door))
  }
}

function end(probe: UdpSocket | Server): true {
  probe.close()
  return true
}
