/**
 * The life cycle of an instance: which event leads from which state to which, what goes with a terminated one, and how
 * long it is still shown. `built` and `removed` are said by the data plane, the others by the owner.
 * Source: EC2 User Guide, "Instance lifecycle".
 */

import { unlinked } from './classic-link.ts'
import type { Instance, InstanceState } from './instance.ts'
import { type Change, drop, type Network, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { remapped, unmapped, withoutAssociations, withoutPublicAddress } from './public-mapping.ts'
import { type Refusal, refuse } from './refusals.ts'

export type InstanceRequest = 'start' | 'stop' | 'terminate'

export type InstanceEvent =
  | InstanceRequest
  /** The data plane has built the instance, or taken it away. */
  | 'built'
  | 'removed'

/** A request that leads to the state the instance is in already succeeds and changes nothing. */
export const lifecycle = {
  pending: { built: 'running', start: 'pending', terminate: 'shutting-down' },
  running: { start: 'running', stop: 'stopping', terminate: 'shutting-down' },
  stopping: { removed: 'stopped', stop: 'stopping', terminate: 'shutting-down' },
  stopped: { start: 'pending', stop: 'stopped', terminate: 'terminated' },
  'shutting-down': { removed: 'terminated', terminate: 'shutting-down' },
  terminated: { terminate: 'terminated' },
} as const satisfies Record<InstanceState, Partial<Record<InstanceEvent, InstanceState>>>

/** Where an event leads from the instance's state; undefined if it cannot happen there. */
export const nextInstanceState = (
  { state }: Pick<Instance, 'state'>,
  event: InstanceEvent,
): InstanceState | undefined => (lifecycle[state] as Partial<Record<InstanceEvent, InstanceState>>)[event]

/** Refuses: OperationNotPermitted (protected), IncorrectInstanceState. */
export function whyNotRequest(instance: Instance, request: InstanceRequest): Refusal | undefined {
  const { id } = instance
  if (request === 'terminate' && instance.terminationProtection)
    return refuse('OperationNotPermitted/terminate', id)
  if (request === 'stop' && instance.stopProtection) return refuse('OperationNotPermitted/stop', id)
  if (nextInstanceState(instance, request)) return undefined
  if (request === 'start') return refuse('IncorrectInstanceState/start', id)
  return instance.state === 'pending'
    ? refuse('IncorrectInstanceState/never-running', id)
    : refuse('IncorrectInstanceState/stop', id)
}

/** What follows when the owner's request is granted: nothing if the instance is there already. What is stopped is linked no more. */
export function requested(
  network: Network,
  instance: Instance,
  request: InstanceRequest,
  now: number,
): readonly Change[] {
  const { stateReason: _, ...rest } = instance
  const start = { ...rest, launchedAt: now }
  const leave = { ...unlinked(instance), stateReason: userInitiated(now) }
  return moved(network, instance, request === 'start' ? start : leave, request, now)
}

/** What follows when the data plane has built the instance; nothing if that was not awaited. */
export const built = (network: Network, instance: Instance, now: number): readonly Change[] =>
  moved(network, instance, { bootedAt: now, ...instance }, 'built', now)

/** What follows when the data plane has taken the instance away; nothing if that was not awaited. */
export const removed = (network: Network, instance: Instance, now: number): readonly Change[] =>
  moved(network, instance, instance, 'removed', now)

function moved(
  network: Network,
  before: Instance,
  after: Instance,
  event: InstanceEvent,
  now: number,
): readonly Change[] {
  const state = nextInstanceState(before, event)
  if (!state || state === before.state) return []
  return [put({ ...after, state, since: now }), ...ofInterfaces(network, before, state, now)]
}

/** What a new state changes in the instance's interfaces: an address of Amazon's is for instances that are up. */
function ofInterfaces(
  network: Network,
  { id }: Instance,
  state: InstanceState,
  now: number,
): readonly Change[] {
  if (state === 'pending') return remapped(network, id, now)
  if (state === 'stopped') return unmapped(network, id)
  if (state !== 'terminated') return []
  return network.networkInterfaces.where('instance', id).flatMap(one => release(network, one))
}

/** A terminated instance has no interfaces: they go with it, or stay behind unattached. */
function release(network: Network, one: NetworkInterface): readonly Change[] {
  const { attachment, ...unattached } = withoutPublicAddress(one)
  return attachment?.deleteOnTermination
    ? [...withoutAssociations(network, one.id), drop(one)]
    : [put(unattached)]
}

const userInitiated = (now: number): Instance['stateReason'] => ({
  code: 'Client.UserInitiatedShutdown',
  message: `User initiated (${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} GMT)`,
})

/** How long a terminated instance is shown, in milliseconds. AWS says: usually less than one hour. */
export const TERMINATED_SHOWN_FOR = 3_600_000

/** When a terminated instance disappears; undefined for any other. */
export const whenGone = ({ state, since }: Instance): number | undefined =>
  state === 'terminated' ? since + TERMINATED_SHOWN_FOR : undefined
