import type { SsmOperations } from '../wire/ssm.ts'
import type { Decision, Situation } from './decide.ts'
import { isFound, lookUpParameter } from './find-parameter.ts'

type Operation = SsmOperations['GetParameter']

/** One public parameter. Refuses: ParameterNotFound, ParameterVersionNotFound. */
export const GetParameter = (
  situation: Situation,
  { Name: name }: Operation['input'],
): Decision<Operation['reply']> => {
  const parameter = lookUpParameter(situation, name)
  if (!isFound(parameter)) throw parameter
  return { reply: { Parameter: parameter } }
}
