import { stringify } from 'yaml';
import type { AtlasInput } from './schema.ts';

/** The text of an atlas.yaml; `schema` is the address of the JSON Schema that editors complete keys with. */
export function formatAtlas(atlas: AtlasInput, schema: string): string {
  const body = stringify(atlas, { lineWidth: 110, flowCollectionPadding: true });
  return `# yaml-language-server: $schema=${schema}\n${body}`;
}
