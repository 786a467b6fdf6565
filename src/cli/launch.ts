/** One instance, asked for as any client of the API would. */
import { imagesIn } from '../model/images.ts'
import { instanceTypeNamed } from '../model/instance-types.ts'
import type { Place } from '../server/places.ts'
import { connect } from './connection.ts'
import { type Caller, ec2As, elementOf } from './ec2.ts'
import { Failure } from './failure.ts'
import { failureLines, type Settled } from './wait.ts'

export interface Wish {
  readonly subnet: string
  readonly group: readonly string[]
  readonly type: string
  readonly image?: string
  readonly name?: string
  readonly address?: string
}

export interface Launched {
  readonly instance: string
  readonly address: string
}

/** What `terminate-instances` and a shutdown from inside do is the same: nothing stays behind. */
export async function launch(caller: Caller, wish: Wish): Promise<Launched> {
  const call = await ec2As(caller)
  const xml = await call('RunInstances', {
    ImageId: wish.image ?? newestImage(caller.region, wish.type),
    MinCount: '1',
    MaxCount: '1',
    InstanceType: wish.type,
    InstanceInitiatedShutdownBehavior: 'terminate',
    SubnetId: wish.subnet,
    ...(wish.address && { PrivateIpAddress: wish.address }),
    ...Object.fromEntries(wish.group.map((group, at) => [`SecurityGroupId.${at + 1}`, group])),
    ...(wish.name && {
      'TagSpecification.1.ResourceType': 'instance',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': wish.name,
    }),
  })
  return { instance: elementOf(xml, 'instanceId'), address: elementOf(xml, 'privateIpAddress') }
}

/** Amazon Linux 2023 for the type's processor. */
function newestImage(region: string, type: string): string {
  const { architecture = 'x86_64' } = instanceTypeNamed(type)?.family ?? {}
  const [newest] = [...imagesIn(region).values()]
    .filter(image => image.name.startsWith('al2023-') && image.architecture === architecture)
    .sort((a, b) => b.created.localeCompare(a.created))
  return newest?.id ?? ''
}

/** Its place, once it can be entered. Fails with what the data plane could not make real. */
export async function whenReal(endpoint: string, instance: string): Promise<Place> {
  const connection = await connect(endpoint)
  const settled = await connection.get<Settled>('/wait')
  const place = await connection.get<Place>(`/places/${instance}`)
  if (place.location) return place
  throw new Failure(
    `${instance} is ${place.state} and cannot be entered.\n${failureLines(settled)}`.trimEnd(),
  )
}
