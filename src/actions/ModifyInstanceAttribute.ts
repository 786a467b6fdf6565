import type { InstanceAttributeName } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'
import { onlyInterface, whyNotAlive, whyNotStopped, whyNotType } from '../model/instance-change.ts'
import { type Document, put } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import { whyNotUserData } from '../model/user-data.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { withGroups } from './launch-network.ts'
import { refuseUnsupported } from './unsupported.ts'

type Wish = Input<'ModifyInstanceAttribute'>
type Modify = (situation: Situation, instance: Instance, wish: Wish) => Document

/** What Isthmus does not have: volumes, kernels, enclaves, drivers. */
const unsupported = {
  BlockDeviceMappings: [],
  EnclaveOptions: [],
  Kernel: [],
  Ramdisk: [],
  SriovNetSupport: [],
} as const

/** Each attribute, and what changes: the instance, or its one interface. */
const attributes = {
  DisableApiStop: flag('DisableApiStop', 'stopProtection'),
  DisableApiTermination: flag('DisableApiTermination', 'terminationProtection'),
  EbsOptimized: (situation, instance, wish) => {
    stop(whyNotStopped(instance))
    return flag('EbsOptimized', 'ebsOptimized')(situation, instance, wish)
  },
  EnaSupport: (_, instance, { EnaSupport }) => {
    if (EnaSupport?.Value !== true) throw refuse('UnsupportedOperation/parameter', 'enaSupport')
    return instance
  },
  Groups: (situation, instance, { Groups = [] }) =>
    withGroups(situation, interfaceOf(situation, instance, 'groupSet'), Groups),
  InstanceInitiatedShutdownBehavior: (_, instance, wish) => {
    const value = wish.InstanceInitiatedShutdownBehavior?.Value ?? ''
    if (value !== 'stop' && value !== 'terminate')
      throw refuse('InvalidParameterValue/shutdown-behaviour', value)
    return { ...instance, shutdownBehaviour: value }
  },
  InstanceType: ({ network }, instance, { InstanceType }) => {
    const type = InstanceType?.Value ?? ''
    if (!TYPE.test(type)) throw refuse('InvalidParameterValue/instance-type', type)
    stop(whyNotType(network, instance, type))
    return { ...instance, type }
  },
  SourceDestCheck: (situation, instance, { SourceDestCheck }) => {
    if (SourceDestCheck?.Value === undefined) throw refuse('MissingParameter', 'sourceDestCheck.value')
    return { ...interfaceOf(situation, instance, 'sourceDestCheck'), sourceDestCheck: SourceDestCheck.Value }
  },
  UserData: (_, instance, wish) => withUserData(instance, wish),
} as const satisfies Partial<Record<keyof Wish, Modify>>

const NAMES = Object.keys(attributes) as (keyof typeof attributes)[]
const TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/

/**
 * Sets exactly one attribute, which may also be named with `Attribute` and `Value`. Refuses: as `find`, `withGroups` and
 * `whyNotType`; MissingParameter, InvalidParameterCombination, InvalidParameterValue, InvalidInstanceID,
 * InvalidUserData.Malformed, IncorrectInstanceState, UnsupportedOperation.
 */
export const ModifyInstanceAttribute: Decide<'ModifyInstanceAttribute'> = (situation, input) => {
  const wish = { ...input, ...named(input) }
  refuseUnsupported(wish, unsupported)
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const [name, ...others] = NAMES.filter(member => wish[member] !== undefined)
  if (name === undefined) throw refuse('MissingParameter/attribute')
  if (others.length > 0) throw refuse('InvalidParameterCombination/fields')
  stop(whyNotAlive(instance))
  return { changes: [put(attributes[name](situation, instance, wish))], reply: {} }
}

function flag(
  member: 'DisableApiStop' | 'DisableApiTermination' | 'EbsOptimized',
  field: keyof Instance,
): Modify {
  return (_, instance, wish) => {
    const value = wish[member]?.Value
    if (value === undefined) throw refuse('MissingParameter', `${member}.value`)
    return { ...instance, [field]: value }
  }
}

function stop(no: Refusal | undefined): void {
  if (no) throw no
}

function interfaceOf(
  { network }: Situation,
  instance: Instance,
  attribute: 'groupSet' | 'sourceDestCheck',
): NetworkInterface {
  const one = onlyInterface(network, instance, attribute)
  if (one instanceof Refusal) throw one
  return one
}

/** User data can be replaced while the instance is stopped; empty text takes it away. */
function withUserData(instance: Instance, { UserData }: Wish): Instance {
  const { userData: _, ...rest } = instance
  const bytes = UserData?.Value ?? new Uint8Array()
  const text = btoa(String.fromCharCode(...bytes.subarray(0, LONGEST)))
  stop(whyNotStopped(instance) ?? whyNotUserData(text))
  return bytes.length === 0 ? rest : { ...rest, userData: text }
}

/** More than may be kept, so that the rule sees that it is too much. */
const LONGEST = 20_000

/** The older way: an attribute's name, and its value as text. */
function named({ Attribute: name, Value: value = '' }: Wish): Partial<Wish> {
  if (name === undefined) return {}
  if (!Object.hasOwn(byName, name)) throw refuse('InvalidParameterValue/instance-attribute', name)
  return byName[name as keyof typeof byName](value)
}

const truth = (value: string) => ({ Value: value === 'true' })

const byName = {
  disableApiStop: value => ({ DisableApiStop: truth(value) }),
  disableApiTermination: value => ({ DisableApiTermination: truth(value) }),
  ebsOptimized: value => ({ EbsOptimized: truth(value) }),
  enaSupport: value => ({ EnaSupport: truth(value) }),
  instanceInitiatedShutdownBehavior: Value => ({ InstanceInitiatedShutdownBehavior: { Value } }),
  instanceType: Value => ({ InstanceType: { Value } }),
  kernel: Value => ({ Kernel: { Value } }),
  ramdisk: Value => ({ Ramdisk: { Value } }),
  sourceDestCheck: value => ({ SourceDestCheck: truth(value) }),
  sriovNetSupport: Value => ({ SriovNetSupport: { Value } }),
  userData: value => ({ UserData: { Value: bytesOf(value) } }),
} as const satisfies Partial<Record<InstanceAttributeName, (value: string) => Partial<Wish>>>

/** Refuses: InvalidUserData.Malformed. */
function bytesOf(base64: string): Uint8Array {
  stop(whyNotUserData(base64))
  return Uint8Array.from(atob(base64.replace(/\s/g, '')), character => character.charCodeAt(0))
}
