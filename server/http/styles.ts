import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { generated } from '../generated.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { representJson } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { makeAtlasStyle } from '../styles/atlas-style.ts';
import { fontFacesOf } from '../styles/font-faces.ts';
import type { Route } from './route.ts';

/** `/styles/atlas.json` and `/styles/atlas.en.json`: the whole atlas in neutral colours, names in zh or en. */
export const styleRoutes: readonly Route[] = [{ path: '/styles/:name.json', answer: answerStyle }];

const languages = { atlas: 'zh', 'atlas.en': 'en' } as const;

async function answerStyle(
  exchange: Exchange,
  { name = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const { request, service } = exchange;
  const { current } = service.bundles;
  if (!Object.hasOwn(languages, name))
    throw new Problem(
      'not-found',
      `There is no style "${name}", only: ${Object.keys(languages).join(', ')}.`,
    );
  const address = serviceAddress(request, service.options);
  const fontFaces = await fontFacesOf(service.client, address);
  const document = generated(current, `${address}/styles/${name}.json`, () =>
    representJson(
      makeAtlasStyle(current.catalog, {
        address,
        fontFaces,
        language: languages[name as keyof typeof languages],
      }),
    ),
  );
  sendRepresentation(exchange, document, {
    cache: cacheControl.document,
    headers: { 'X-Jiju-Revision': current.revision },
  });
}
