import type { SsmOperations } from '../wire/ssm.ts'
import type { Decision, Situation } from './decide.ts'
import { isFound, lookUpParameter } from './find-parameter.ts'

type Operation = SsmOperations['GetParameters']

/** Several public parameters; names that lead to none are no refusal, but told. */
export const GetParameters = (
  situation: Situation,
  { Names: names }: Operation['input'],
): Decision<Operation['reply']> => {
  const asked = [...new Set(names)].map(name => ({ name, parameter: lookUpParameter(situation, name) }))
  return {
    reply: {
      Parameters: asked.map(({ parameter }) => parameter).filter(isFound),
      InvalidParameters: asked.filter(({ parameter }) => !isFound(parameter)).map(({ name }) => name),
    },
  }
}
