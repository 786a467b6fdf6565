/** The templates, read again and carried out as CloudFormation does, make the network that the plan's calls make. */
import { expect, onTestFinished, test } from 'vitest'
import { contextOf, partly, planFor } from '../../src/mesh/export.fixture.ts'
import { exportCloudFormation } from '../../src/mesh/export-cloudformation.ts'
import { wishFor } from '../../src/mesh/landscape.fixture.ts'
import { type Place, placeKey } from '../../src/model/owned.ts'
import { startServer, type TestServer } from '../api/server.ts'
import { carryOut, send } from './calls.ts'
import { copy, landscapeOf, ROLE, THERE, threeVpcs, told, withoutTags } from './three-vpcs.ts'

type Value = string | number | { readonly Ref: string }
type Properties = Readonly<Record<string, Value>>

interface Resource {
  readonly Type: string
  readonly Condition?: string
  readonly Properties?: Properties
}

interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: string }>>
  readonly Conditions?: Readonly<Record<string, { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: string }, string] }] }>>
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: { readonly Ref: string } }>>
}

type Values = Readonly<Record<string, string>>
type Resolved = Readonly<Record<string, string | number>>

/** As much of CloudFormation as the templates use: parameters, conditions, references, and what its resources call. */
class Stack {
  readonly #server: TestServer
  readonly #place: Place
  readonly #template: Template
  readonly #made = new Map<string, string>()

  constructor(server: TestServer, file: string, text: string) {
    const [, ownerId = '', region = ''] = /-(\d{12})-([a-z0-9-]+)\.json$/.exec(file) ?? []
    this.#server = server
    this.#place = { ownerId, region }
    this.#template = JSON.parse(text) as Template
  }

  /** Makes what is not made yet; answers with the outputs. */
  async deploy(given: Values): Promise<Values> {
    const { Parameters = {}, Resources, Outputs = {} } = this.#template
    const values = Object.fromEntries(
      Object.entries(Parameters).map(([name, { Default }]) => [name, given[name] ?? Default]),
    )
    for (const [name, value] of Object.entries(values)) expect(value, name).toBeDefined()
    const referred = (value: Value) =>
      typeof value === 'object' ? (this.#made.get(value.Ref) ?? values[value.Ref] ?? '') : value
    for (const [name, resource] of Object.entries(Resources).sort(([, a], [, b]) => order(a) - order(b))) {
      if (this.#made.has(name) || !this.#isOn(resource, values)) continue
      const properties = Object.entries(resource.Properties ?? {}).map(([key, value]) => [
        key,
        referred(value),
      ])
      this.#made.set(name, await this.#make(resource.Type, Object.fromEntries(properties) as Resolved))
    }
    return Object.fromEntries(
      Object.entries(Outputs).map(([name, { Value }]) => [name, String(referred(Value))]),
    )
  }

  #isOn({ Condition }: Resource, values: Readonly<Record<string, string | undefined>>): boolean {
    if (Condition === undefined) return true
    const [
      {
        'Fn::Equals': [{ Ref }, text],
      },
    ] = this.#template.Conditions?.[Condition]?.['Fn::Not'] ?? [{ 'Fn::Equals': [{ Ref: '' }, ''] }]
    return values[Ref] !== text
  }

  /** The physical id. */
  async #make(type: string, properties: Resolved): Promise<string> {
    switch (type) {
      case 'AWS::EC2::VPCPeeringConnection':
        return this.#peer(properties)
      case 'AWS::EC2::Route':
        await send(this.#server, this.#place, 'CreateRoute', properties)
        return 'route'
      case 'AWS::EC2::SecurityGroupIngress': {
        const { GroupId, CidrIp, ...ports } = properties
        const IpPermissions = [{ ...ports, IpRanges: [{ CidrIp }] }]
        await send(this.#server, this.#place, 'AuthorizeSecurityGroupIngress', { GroupId, IpPermissions })
        return 'rule'
      }
      case 'AWS::CloudFormation::WaitConditionHandle':
        return 'handle'
      default:
        throw new Error(`no such resource type: ${type}`)
    }
  }

  /** Accepts, too: within an account as itself, else by the role. */
  async #peer({ PeerRoleArn, Tags: _, ...wish }: Resolved): Promise<string> {
    const { VpcPeeringConnection } = await send(this.#server, this.#place, 'CreateVpcPeeringConnection', wish)
    const VpcPeeringConnectionId = VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    const ownerId = String(wish.PeerOwnerId ?? this.#place.ownerId)
    if (ownerId !== this.#place.ownerId) expect(PeerRoleArn).toMatch(`arn:aws:iam::${ownerId}:role/`)
    const region = String(wish.PeerRegion ?? this.#place.region)
    await send(this.#server, { ownerId, region }, 'AcceptVpcPeeringConnection', { VpcPeeringConnectionId })
    return VpcPeeringConnectionId
  }
}

/** References lead to peerings only. */
const order = ({ Type }: Resource): number => (Type === 'AWS::EC2::VPCPeeringConnection' ? 0 : 1)

test('two stacks, each deployed twice, make what the calls make', async () => {
  const [byStacks, byCalls] = [await startServer(), await startServer()]
  onTestFinished(async () => void (await Promise.all([byStacks.close(), byCalls.close()])))
  const members = await threeVpcs(byStacks)
  await copy(byStacks, byCalls)
  const landscape = await landscapeOf(byStacks)
  const plan = planFor(wishFor(members), landscape)
  expect(plan.objections).toEqual([])

  const access = { [placeKey(THERE)]: { role: ROLE } }
  const files = exportCloudFormation(plan, contextOf(landscape, access))
  const role = 'arn:aws:iam::111111111111:role/accepts'
  const stacks = files.map(({ file, text }) => new Stack(byStacks, file, text))
  const given: Record<string, string> = { AcceptRole111111111111: role }
  for (const _ of ['once', 'again'])
    for (const stack of stacks) Object.assign(given, await stack.deploy(given))

  await carryOut(byCalls, plan)
  expect(withoutTags(await told(byStacks))).toEqual(withoutTags(await told(byCalls)))
})

test('the templates of a mesh of which a part is there already', async () => {
  const { wish, landscape, access } = partly
  const files = exportCloudFormation(planFor(wish, landscape), contextOf(landscape, access))
  expect(files.map(({ file }) => file)).toEqual([
    'mesh-prod-111111111111-eu-west-1.json',
    'mesh-prod-222222222222-us-east-1.json',
  ])
  for (const { file, text } of files) await expect(text).toMatchFileSnapshot(`expected/${file}.txt`)
})
