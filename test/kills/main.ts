import { parseArgs } from 'node:util';
import { killCampaign } from './kill-campaign.ts';

// SIGKILL stamping stations and their token hosts at random moments; prints progress on standard error and one JSON
// summary on standard output. Ends with 0 only if every promise held after every kill.
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    lanes: { type: 'string', default: '3' },
    requests: { type: 'string', default: '240' },
  },
});

const result = await killCampaign({
  kills: Number(values.count),
  lanes: Number(values.lanes),
  requests: Number(values.requests),
  onProgress: ({ kills, violations }) => {
    process.stderr.write(`${kills} kills, ${violations.length} broken promises\n`);
  },
});
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
process.exitCode = result.violations.length === 0 && result.kills >= Number(values.count) ? 0 : 1;
