import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { labelPairTasks, regressionTasks } from './explained.ts';
import { locatedClassesTasks, locatedPairTasks, locatedTasks } from './located.ts';
import { nationalPanelTasks } from './national-panel.ts';
import {
  agglomerationTasks,
  groupedNetworkTasks,
  networkAndSetsTasks,
  networkSetTasks,
  networkTasks,
  networkYearsTasks,
} from './networks.ts';
import {
  groupedTasks,
  indicatorSystemTasks,
  matrixTasks,
  pairTasks,
  roleMatrixTasks,
  weightedTasks,
} from './one-year.ts';
import { changeTasks, groupedChangeTasks, panelPairTasks, panelTasks } from './over-time.ts';
import { controlledPanelTasks, locatedPanelTasks, sectorsTasks, weightedPointsTasks } from './panels.ts';
import { productionChangeTasks, productionTasks } from './production.ts';
import { judgementsTasks, vectorOrThingsTasks } from './things.ts';

/** How an atlas feeds each kind of input: id of the kind to the function that lists the computations of an entry. */
export const inputAdapters: Readonly<Record<string, (request: MeasureRequest) => MeasureTask[]>> = {
  vector: vectorOrThingsTasks,
  pair: pairTasks,
  weighted: weightedTasks,
  grouped: groupedTasks,
  matrix: matrixTasks,
  'indicator-system': indicatorSystemTasks,
  'role-matrix': roleMatrixTasks,
  production: productionTasks,
  'production-change': productionChangeTasks,
  regression: regressionTasks,
  'label-pair': labelPairTasks,
  judgements: judgementsTasks,
  change: changeTasks,
  'grouped-change': groupedChangeTasks,
  panel: panelTasks,
  'panel-pair': panelPairTasks,
  // Without figures of its own the nation is the sum of the units.
  'national-panel': nationalPanelTasks,
  'located-panel': locatedPanelTasks,
  'controlled-panel': controlledPanelTasks,
  'weighted-points': weightedPointsTasks,
  sectors: sectorsTasks,
  located: locatedTasks,
  'located-pair': locatedPairTasks,
  'located-classes': locatedClassesTasks,
  network: networkTasks,
  'grouped-network': groupedNetworkTasks,
  'network-set': networkSetTasks,
  'network-years': networkYearsTasks,
  'network-and-sets': networkAndSetsTasks,
  agglomeration: agglomerationTasks,
};
