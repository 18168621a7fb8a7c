import { sendRepresentation } from '../answer.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem, problemKinds } from '../protocol/problem.ts';
import { representJson } from '../protocol/representation.ts';
import type { Route } from './route.ts';

/** `/problems/{kind}`: where the type URIs of problem documents lead. */
export const problemRoutes: readonly Route[] = [
  {
    path: '/problems/:kind',
    answer(exchange, { kind = '' }) {
      const found = Object.entries(problemKinds).find(([name]) => name === kind)?.[1];
      if (found === undefined) throw new Problem('not-found', 'There is no problem of this kind.');
      const { status, title, help } = found;
      const document = representJson({ kind, status, title, help });
      sendRepresentation(exchange, document, { cache: cacheControl.document });
    },
  },
];
