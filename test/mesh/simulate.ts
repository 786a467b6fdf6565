/** Carries a plan out upon a network, one call after another, in any order that `after` allows. */
import type { CreateVpcPeeringConnectionResult } from '@aws-sdk/client-ec2'
import type { Call, Plan } from '../../src/mesh/plan.ts'
import type { World } from './world.ts'

/** Which of so many calls that may be made is made next. */
export type Chooser = (among: number) => number

const inOrder: Chooser = () => 0

/** An order that looks random, and is the same for the same seed. */
export function shuffled(seed: number): Chooser {
  let state = seed
  return among => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * among)
  }
}

/** Makes all calls, or only the first so many, as if the tool had been killed then. Throws if one is refused. */
export function simulate(world: World, plan: Plan, choose = inOrder, most = plan.calls.length): void {
  const made = new Map<string, string | undefined>()
  let left = [...plan.calls]
  while (left.length > 0 && made.size < most) {
    const ready = left.filter(call => call.after.every(key => made.has(key)))
    const call = ready[choose(ready.length)]
    if (!call) throw new Error(`nothing can be done before ${left.map(one => one.key).join(', ')}`)
    made.set(
      call.key,
      perform(world, call, peering => made.get(`CreateVpcPeeringConnection ${peering}`)),
    )
    left = left.filter(one => one !== call)
  }
}

/** Answers with the id of a peering that it made. */
function perform(
  world: World,
  call: Call,
  madeFor: (pair: string) => string | undefined,
): string | undefined {
  const id = call.peeringGoesTo && madeFor(call.pair ?? '')
  const input = {
    ...call.input,
    ...(call.peeringGoesTo && { [call.peeringGoesTo]: call.peeringGoesTo === 'Resources' ? [id] : id }),
  }
  try {
    const reply = world.call<CreateVpcPeeringConnectionResult>(call.place, call.operation, input)
    return reply.VpcPeeringConnection?.VpcPeeringConnectionId
  } catch (error) {
    throw new Error(`${call.key} ${JSON.stringify(input)}`, { cause: error })
  }
}
