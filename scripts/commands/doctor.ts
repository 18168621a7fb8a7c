import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../command.ts';
import { diagnose } from '../doctor/diagnose.ts';
import type { Finding } from '../doctor/finding.ts';
import { countOf } from '../../geodata/model/counted-words.ts';

const SIGNS = { ok: '✓', weakness: '!', problem: '✗' } as const;

export const command: Command = {
  name: 'doctor',
  summary: 'Check a running service from outside, and say what to change in the proxy before it.',
  usage: '<url>',
  options: {
    all: { type: 'boolean', short: 'a', description: 'Also list what is as it should be' },
    json: { type: 'boolean', description: 'Print the findings as JSON' },
  },
  details: `Asks as browsers, QGIS and GDAL do: links, codings, ETags, ranges, other origins, types, queries. Changes nothing.

  jiju doctor https://maps.example.org/atlas`,
  statuses: {
    ok: 'clients can work with it',
    foundErrors: 'there is a problem',
    invalidInput: 'the address is no service',
    environment: 'it does not answer',
  },

  async run({ values, positionals }, io) {
    const [url] = positionals;
    if (url === undefined || !/^https?:\/\/[^/]/.test(url) || !URL.canParse(url))
      throw new AtlasError(
        'usage',
        `Found ${url ?? 'nothing'}, expected the address of a service, e.g. https://maps.example.org.`,
      );
    const findings = await diagnose(url);
    const all = [...findings.values()].flat();
    if (values['json'] === true) io.out(`${JSON.stringify(Object.fromEntries(findings), null, 1)}\n`);
    else for (const [name, group] of findings) io.out(groupText(name, group, values['all'] === true));
    const count = (verdict: Finding['verdict']): number =>
      all.filter((each) => each.verdict === verdict).length;
    if (values['json'] !== true)
      io.out(
        `${count('ok')} of ${all.length} as they should be, ${countOf(count('problem'), 'problems')}, ${countOf(count('weakness'), 'weaknesses')}.\n`,
      );
    return count('problem') === 0 ? exitStatus.ok : exitStatus.foundErrors;
  },
};

function groupText(name: string, findings: readonly Finding[], isWhole: boolean): string {
  const listed = findings.filter(({ verdict }) => isWhole || verdict !== 'ok');
  const lines = listed.map(({ title, verdict, found, advice }) => {
    const reason = verdict === 'ok' ? '' : `\n      found: ${found}\n      do: ${advice}`;
    return `  ${SIGNS[verdict]} ${title}${reason}\n`;
  });
  return lines.length === 0 ? '' : `${name}\n${lines.join('')}`;
}
