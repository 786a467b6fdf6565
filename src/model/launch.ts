/** What comes into being with a launch: instances that share a reservation, each with its network interfaces. */
import type { Birth } from './birth.ts'
import type { Instance } from './instance.ts'
import { attached } from './interface-birth.ts'
import type { Attachment, NetworkInterface } from './network-interface.ts'

/** What the launch decides about its instances beyond where they are. */
export type Traits = Omit<Instance, keyof Placed | 'bootedAt' | 'stateReason' | 'classicLink'>
type Placed = Pick<
  Instance,
  | 'kind'
  | 'id'
  | 'ownerId'
  | 'region'
  | 'state'
  | 'since'
  | 'vpcId'
  | 'subnetId'
  | 'zone'
  | 'reservationId'
  | 'launchIndex'
  | 'launchedAt'
>

/** An interface that is attached to nothing yet, and how it is to be attached. */
export interface Device extends Pick<Attachment, 'deviceIndex' | 'deleteOnTermination'> {
  readonly interface: NetworkInterface
}

/** The devices of one instance; the first has index 0 and says where the instance is. */
export type Devices = readonly [Device, ...Device[]]

export interface Launch {
  /** One list for each instance. */
  readonly devices: readonly Devices[]
  readonly traits: Traits
}

export interface Launched {
  readonly instance: Instance
  /** The primary one first. */
  readonly interfaces: readonly NetworkInterface[]
}

/** The instances are `pending` until the data plane has built them. */
export function launched(birth: Birth, { devices, traits }: Launch): readonly Launched[] {
  const reservationId = birth.newId('r')
  return devices.map((own, launchIndex) => {
    const instance = newInstance(birth, own[0].interface, traits, { reservationId, launchIndex })
    const interfaces = own.map(({ interface: one, deviceIndex, deleteOnTermination }) =>
      attached(birth, one, { instanceId: instance.id, deviceIndex, deleteOnTermination }),
    )
    return { instance, interfaces }
  })
}

const newInstance = (
  { place, now, newId }: Birth,
  { vpcId, subnetId, zone }: NetworkInterface,
  traits: Traits,
  position: Pick<Instance, 'reservationId' | 'launchIndex'>,
): Instance => ({
  kind: 'instance',
  id: newId('i'),
  ...place,
  ...traits,
  ...position,
  state: 'pending',
  since: now,
  launchedAt: now,
  vpcId,
  subnetId,
  zone,
})
