import { placeOf } from '../model/owned.ts'
import {
  type PublicParameter,
  parameterArn,
  publicArnPrefix,
  publicParametersIn,
} from '../model/public-parameters.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { SsmParameter } from '../wire/ssm.ts'
import type { Situation } from './decide.ts'

/** A parameter's name without the ARN before it and the selector behind it, and the selector: `/a/b:2` → `/a/b`, `2`. */
export function splitParameterName({ caller }: Situation, asked: string): readonly [string, string?] {
  const prefix = publicArnPrefix(caller.region)
  const [name = '', selector] = (asked.startsWith(prefix) ? asked.slice(prefix.length) : asked).split(
    /:(.*)/s,
  )
  return [name, selector]
}

/** The parameter that is asked for by its name or ARN, of a version perhaps; or ParameterNotFound, ParameterVersionNotFound. */
export function lookUpParameter(situation: Situation, asked: string): SsmParameter | Refusal {
  const [name, selector] = splitParameterName(situation, asked)
  const parameter = publicParametersIn(situation.caller.region).get(name)
  if (!parameter) return refuse('ParameterNotFound', asked)
  if (selector === undefined) return showParameter(situation, parameter)
  const version = /^[1-9]\d{0,8}$/.test(selector) ? Number(selector) : 0
  if (!parameter.versions[version - 1]) return refuse('ParameterVersionNotFound', selector, name)
  return { ...showParameter(situation, parameter, version), Selector: `:${selector}` }
}

/** A parameter as Systems Manager shows it: its current version, or another that there is. */
export function showParameter(
  { caller }: Situation,
  { name, dataType, versions }: PublicParameter,
  version = versions.length,
): SsmParameter {
  const { value = '', modifiedAt = 0 } = versions[version - 1] ?? {}
  return {
    Name: name,
    Type: 'String',
    Value: value,
    Version: version,
    LastModifiedDate: modifiedAt / 1000,
    ARN: parameterArn(placeOf(caller), name),
    DataType: dataType,
  }
}

export const isFound = (one: SsmParameter | Refusal): one is SsmParameter => !(one instanceof Refusal)
