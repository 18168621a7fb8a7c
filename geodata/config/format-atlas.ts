import { Document, isCollection, isPair, isScalar, visit } from 'yaml';
import type { AtlasInput } from './schema.ts';

/** Collections of plain values stand on one line, `{ zh: 省级, en: Provinces }`, if their JSON is no longer than this. */
const SHORT = 80;

/** The text of an atlas.yaml; `schema` is the address of the JSON Schema that editors complete keys with. */
export function formatAtlas(atlas: AtlasInput, schema: string): string {
  const document = new Document(atlas);
  visit(document, {
    Collection: (_, node) => {
      const isPlain = node.items.every((item) => isScalar(isPair(item) ? item.value : item));
      if (isCollection(node) && isPlain && JSON.stringify(node.toJSON()).length <= SHORT) node.flow = true;
    },
  });
  const body = document.toString({ lineWidth: 110, flowCollectionPadding: true });
  return `# yaml-language-server: $schema=${schema}\n${body}`;
}
