import { AtlasError } from '../../model/atlas-error.ts';
import type { EdgeList } from '../../model/network.ts';
import type { Frame } from '../frames.ts';
import { framesOf } from '../frames.ts';
import { codesOf } from '../measure-quantities.ts';
import type { MeasurableNetwork, MeasureRequest, MeasureTask } from '../measure-task.ts';
import { groupsOf } from './one-year.ts';
import { required } from './required.ts';

type Edge = [string, string, number];

/** Edges between the nodes of each frame. */
export const networkTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksOfNetwork(request, (nodes, edges) => ({
    nodes,
    edges: edgesAmong(edges, new Set(nodes)),
    directed: edges.directed,
  }));

export function groupedNetworkTasks(request: MeasureRequest): MeasureTask[] {
  const groupOf = groupsOf(request);
  return tasksOfNetwork(
    request,
    (nodes, edges, frame) => ({
      nodes,
      edges: edgesAmong(edges, new Set(nodes)),
      directed: edges.directed,
      groups: frame.positions.map(groupOf),
    }),
    (position) => groupOf(position) !== null,
  );
}

/** A set of regions within the whole network. Edges that touch none of its members cannot matter and stay out. */
export const agglomerationTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksOfNetwork(request, (members, edges) => ({
    nodes: edges.nodes,
    members,
    edges: edgesTouching(edges, new Set(members)),
    directed: edges.directed,
  }));

/** The networks inside the frames in all years, compared with each other in one result: scores hold across years. */
export function networkSetTasks(request: MeasureRequest): MeasureTask[] {
  const parts = networkTasks(request);
  const [first] = parts;
  if (first === undefined) return [];
  const idOf = ({ region, group, year }: MeasureTask['subject']): string =>
    [region ?? group ?? '', year ?? ''].join(' ').trim();
  return [
    {
      ...first,
      input: parts.map(({ input, subject }) => ({ id: idOf(subject), ...(input as object) })),
      subject: { region: null, indicator: first.subject.indicator, year: null },
      frame: parts.length,
      units: new Map(
        parts.map(({ subject, frame, flags }) => [idOf(subject), { subject, n: frame, frame, flags }]),
      ),
    },
  ];
}

/** The whole network and, beside it, the sets of the entry. */
export function networkAndSetsTasks(request: MeasureRequest): MeasureTask[] {
  const { config, world, tables } = request;
  const sets = required(request, 'sets') && tables.sets!;
  const whole = { ...request, frames: framesOf({ ...config, within: undefined }, world.levels, null) };
  return tasksOfNetwork(whole, (nodes, edges) => {
    const known = new Set(nodes);
    return {
      nodes,
      edges: edgesAmong(edges, known),
      directed: edges.directed,
      // A table of members may list one of them twice.
      sets: sets.map(({ id, members }) => ({
        id,
        members: [...known].filter((code) => members.includes(code)),
      })),
    };
  });
}

/** The network inside each frame over its years; one without years cannot be compared, and its result says so. */
export function networkYearsTasks(request: MeasureRequest): MeasureTask[] {
  const byFrame = new Map<string, MeasureTask[]>();
  for (const task of networkTasks(request)) {
    const frame = task.subject.region ?? task.subject.group ?? '';
    byFrame.set(frame, [...(byFrame.get(frame) ?? []), task]);
  }
  return [...byFrame.values()].map((tasks) => ({
    ...tasks[0]!,
    input: tasks
      .filter(({ subject }) => subject.year !== null)
      .map(({ input, subject }) => ({ year: subject.year, ...(input as object) })),
    subject: { ...tasks[0]!.subject, year: null },
  }));
}

function tasksOfNetwork(
  request: MeasureRequest,
  makeInput: (codes: string[], edges: EdgeList, frame: Frame) => unknown,
  isMember: (position: number) => boolean = () => true,
): MeasureTask[] {
  const network = networkOf(request);
  return yearsOf(network, request.config.edges).flatMap(({ year, edges }) => {
    if (request.config.years !== undefined && (year === null || !request.config.years.includes(year)))
      return [];
    return request.frames.map((whole) => {
      const frame = { ...whole, positions: whole.positions.filter(isMember) };
      return {
        input: makeInput(codesOf(request, frame.positions), edges, frame),
        params: {},
        subject: {
          region: frame.region,
          ...(frame.group === null ? {} : { group: frame.group }),
          indicator: network.entry.id,
          year,
        },
        frame: frame.positions.length,
        // A result on modelled links is a result about the model.
        flags: network.entry.basis === 'modelled' ? ['modelled'] : [],
        sources: network.entry.sources,
      };
    });
  });
}

/** All edges of every year, or those that are drawn. */
function yearsOf(network: MeasurableNetwork, which: 'all' | 'drawn'): MeasurableNetwork['years'] {
  if (which === 'all') return network.years;
  return network.documents.map(({ year, nodes, a, b, weight, directed }) => ({
    year,
    edges: {
      nodes,
      a: Uint32Array.from(a),
      b: Uint32Array.from(b),
      weight: Float64Array.from(weight),
      directed,
    },
  }));
}

function networkOf(request: MeasureRequest): MeasurableNetwork {
  const id = required(request, 'network');
  const network = request.world.networks.find(({ entry }) => entry.id === id);
  if (network !== undefined && network.entry.level === request.config.level) return network;
  throw new AtlasError(
    'invalid-config',
    `The network "${id}" links regions of another level than "${request.config.level}".`,
    { at: `measures.${request.config.id}.network` },
  );
}

const edgesAmong = (edges: EdgeList, nodes: ReadonlySet<string>): Edge[] =>
  edgesWhere(edges, (a, b) => nodes.has(a) && nodes.has(b));

const edgesTouching = (edges: EdgeList, nodes: ReadonlySet<string>): Edge[] =>
  edgesWhere(edges, (a, b) => nodes.has(a) || nodes.has(b));

function edgesWhere(edges: EdgeList, isKept: (a: string, b: string) => boolean): Edge[] {
  const kept: Edge[] = [];
  for (const [edge, weight] of edges.weight.entries()) {
    const [a, b] = [edges.nodes[edges.a[edge]!]!, edges.nodes[edges.b[edge]!]!];
    if (weight > 0 && isKept(a, b)) kept.push([a, b, weight]);
  }
  return kept;
}
