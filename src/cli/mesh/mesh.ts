/** `isthmus mesh`: VPCs that are named are connected with each other, on the server or on AWS itself. */
import { Command } from '@commander-js/extra-typings'
import { examples } from '../options.ts'
import { applyCommand } from './apply.ts'
import { destroyCommand } from './destroy.ts'
import { exportCommand } from './export.ts'
import { planCommand } from './plan.ts'
import { statusCommand } from './status.ts'

export const meshCommand = () =>
  new Command('mesh')
    .summary('connect VPCs with each other')
    .description(
      'Connect VPCs with each other: peerings, routes on both sides, DNS, security group rules. By the public EC2 API only, so on the server and with --aws on AWS itself. What it makes bears tags; there is no file of state.',
    )
    .addCommand(planCommand())
    .addCommand(applyCommand())
    .addCommand(statusCommand())
    .addCommand(destroyCommand())
    .addCommand(exportCommand())
    .addHelpText(
      'after',
      examples({
        'mesh apply vpc-0aaaaaaaaaaaaaaaa vpc-0bbbbbbbbbbbbbbbb database':
          'these three, by id and by Name tag',
        'mesh plan --file mesh.yaml': 'what would be done, and what stands in the way',
        'mesh status --file mesh.yaml': 'is everything as the file says?',
      }),
    )
