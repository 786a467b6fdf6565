/** The generated files are what the SDK in the lock file says, and nothing in them is ambiguous. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isOperation, operation, operationNames, type Structure, type Type } from '../../src/wire/contract.ts'
import { generate } from '../../tools/generate-contract.ts'

const root = new URL('../../', import.meta.url)

describe('the contract', () => {
  it.each(Object.entries(generate()))('%s is up to date (npm run generate)', (path, text) => {
    expect(readFileSync(new URL(path, root), 'utf8') === text).toBe(true)
  })

  it('has every operation of EC2 and STS, and no other', () => {
    expect([operationNames('ec2').length, operationNames('sts').length]).toEqual([823, 11])
    expect(isOperation('ec2', 'AcceptVpcPeeringConnection')).toBe(true)
    expect(isOperation('ec2', 'AcceptVpcPeering')).toBe(false)
    expect(isOperation('ec2', 'toString')).toBe(false)
    expect(isOperation('sts', 'CreateVpc')).toBe(false)
  })

  it('knows types, spellings, required members and enumerations', () => {
    const { input, output } = operation('ec2', 'CreateVpcPeeringConnection')
    expect(summary(input)).toEqual([
      'VpcId! string VpcId',
      'PeerRegion string PeerRegion',
      'TagSpecifications list TagSpecification',
      'DryRun boolean DryRun',
      'PeerVpcId string PeerVpcId',
      'PeerOwnerId string PeerOwnerId',
    ])
    expect(output?.members.map(member => [member.name, member.element])).toEqual([
      ['VpcPeeringConnection', 'vpcPeeringConnection'],
    ])
    const tenancy = operation('ec2', 'CreateVpc').input?.byQueryName.get('instancetenancy')?.type
    expect(tenancy).toEqual({ kind: 'string', values: new Set(['dedicated', 'default', 'host']) })
  })

  it.each(['ec2', 'sts'] as const)('spells no two members of a request of %s alike', service => {
    const seen = new Set<Type>()
    const ambiguous = operationNames(service).flatMap(name => {
      const { input } = operation(service, name)
      return input ? clashes(input, seen) : []
    })
    expect(ambiguous).toEqual([])
  })
})

const summary = (structure: Structure | undefined) =>
  structure?.members.map(
    ({ name, required, type, query }) => `${name}${required ? '!' : ''} ${type.kind} ${query}`,
  )

function clashes(type: Type, seen: Set<Type>): string[] {
  if (type.kind === 'list') return clashes(type.of, seen)
  if (type.kind !== 'structure' || seen.has(type)) return []
  seen.add(type)
  const here =
    type.byQueryName.size === type.members.length ? [] : [type.members.map(({ query }) => query).join()]
  return [...here, ...type.members.flatMap(member => clashes(member.type, seen))]
}
