import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';

/** What a section needs: the tables of its measure, whose rows are about whom, and what the map shows. */
export interface NetworkView {
  scene: Scene;
  plate: Plate;
  register: RegionRegister;
  directed: boolean;
}
