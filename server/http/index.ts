import { aggregateRoutes } from './aggregate.ts';
import { answerArchive } from './archives.ts';
import { answerClientFile } from './client-files.ts';
import { collectionRoutes } from './collections.ts';
import { answerDocument } from './documents.ts';
import { downloadRoutes } from './downloads.ts';
import { ogcApiRoutes } from './ogc-api.ts';
import { ogcTileRoutes } from './ogc-tiles.ts';
import { joinRoutes } from './joins.ts';
import { mapRoutes } from './maps.ts';
import { operationRoutes } from './operation.ts';
import { pictureRoutes } from './pictures.ts';
import { problemRoutes } from './problems.ts';
import { qgisRoutes } from './qgis.ts';
import type { Route, StoredResource } from './route.ts';
import { styleRoutes } from './styles.ts';
import { tileJsonRoutes } from './tilejson.ts';
import { answerTile } from './tiles.ts';

/** Asked in this order: what is asked for most stands first. */
export const storedResources: readonly StoredResource[] = [
  answerTile,
  answerDocument,
  answerClientFile,
  answerArchive,
];

export const routes: readonly Route[] = [
  ...ogcApiRoutes,
  ...collectionRoutes,
  ...aggregateRoutes,
  ...joinRoutes,
  // Before the tilesets themselves, whose ids could end in .json otherwise.
  ...tileJsonRoutes,
  ...ogcTileRoutes,
  ...styleRoutes,
  ...mapRoutes,
  ...pictureRoutes,
  ...downloadRoutes,
  ...qgisRoutes,
  ...problemRoutes,
  ...operationRoutes,
];
