import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkAndSets } from '../../../geodata/measures/inputs/network-and-sets.ts';
import { network } from '../../../geodata/measures/inputs/network.ts';
import { communityAgreement } from '../../../geodata/measures/network/community-agreement.ts';
import { communityMatch } from '../../../geodata/measures/network/community-match.ts';
import { nodeCommunities } from '../../../geodata/measures/network/node-communities.ts';
import { removalCurve } from '../../../geodata/measures/network/removal-curve.ts';
import { robustness } from '../../../geodata/measures/network/robustness.ts';
import karate from '../cases/karate.json' with { type: 'json' };
import { closeTo } from '../close-to.ts';

// The karate club of Zachary (1977): its communities against its split, with two members in both halves and one in none.
const club = { nodes: karate.nodes, edges: karate.edges };
const officers = karate.nodes.filter((_, node) => karate.clubs[node] === karate.clubs[33]);
const others = karate.nodes.filter((code) => !officers.includes(code));
const sets = [
  { id: 'officers', members: [...officers.filter((code) => code !== '34'), '2', '3'] },
  { id: 'hi', members: others },
];

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const labels = nodeCommunities.compute(network.read(club)).value!;

test('agreement: adjusted_rand_score and normalized_mutual_info_score (scikit-learn 1.9.1)', () => {
  const { value, details } = communityAgreement.compute(networkAndSets.read({ ...club, sets }));
  // The labels that went into scikit-learn.
  expect(labels.map(({ value: community }) => community).join('')).toBe('2222444211422211421212133313311311');
  closeTo(value, 0.436045691721901);
  closeTo(details!.mutualInformation, 0.5754764039179532);
  expect(details).toMatchObject({ compared: 31, inSeveral: 2, inNone: 1, withoutEdges: 0, sets: 2 });
});

test('nodes without edges are in no community and are counted', () => {
  const { details } = communityAgreement.compute(
    networkAndSets.read({ nodes: [...karate.nodes, '35', '36'], edges: karate.edges, sets }),
  );
  expect(details).toMatchObject({ compared: 31, inNone: 3, withoutEdges: 2 });
  expect(details!.communities).toBe(new Set(labels.map(({ value }) => value)).size);
});

test('a set that is a community matches it entirely, and one without members matches none', () => {
  const own = labels.filter(({ value }) => value === 2).map(({ code }) => code);
  const { value } = communityMatch.compute(
    networkAndSets.read({
      ...club,
      sets: [
        { id: 'own', members: own },
        { id: 'empty', members: [] },
      ],
    }),
  );
  expect(value).toMatchObject([
    { group: 'own', value: 1, community: 2, spread: 1 },
    { group: 'empty', value: null, reason: 'no_edges' },
  ]);
});

test('sets that name a node twice, or one that is not there, are refused', () => {
  const withSet = (members: string[]) => () => networkAndSets.read({ ...club, sets: [{ id: 'x', members }] });
  expect(withSet(['1', '1'])).toThrow(/twice/);
  expect(withSet(['99'])).toThrow(/"99", which is not among the nodes/);
});

test('the mean of the curve of removals is the robustness of the network', () => {
  const edge = fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters));
  fc.assert(
    fc.property(
      fc.array(edge, { minLength: 1, maxLength: 14 }),
      fc.constantFrom('degree', 'initial'),
      (edges, attack) => {
        const input = network.read({ nodes: letters, edges });
        const curve = removalCurve.compute(input, { attack });
        const whole = robustness.compute(input, { attack });
        if (whole.value === null) {
          expect(curve.value).toBeNull();
          return;
        }
        closeTo(curve.value!.reduce((sum, { value }) => sum + value!, 0) / 7, whole.value);
        expect(curve.value!.map(({ code }) => code)).toEqual(whole.details!.order);
      },
    ),
  );
});
