import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import { checkConsistency } from './consistency.ts';
import type { ConfigPath } from './path.ts';
import { formatPath, isRecord, valueAt } from './path.ts';
import type { KnownNames } from './references.ts';
import { checkReferences } from './references.ts';
import type { AtlasConfig } from './schema.ts';
import { atlasSchema } from './schema.ts';
import { describeIssues } from './schema-issues.ts';
import { readYaml } from './yaml-document.ts';

export interface ParsedAtlas {
  /** Null where a value is missing or wrong. Unknown keys alone leave a configuration without them. */
  config: AtlasConfig | null;
  diagnostics: Diagnostic[];
}

/** Reads the text of atlas.yaml and tells every mistake in it at once, in the order of the file. */
export function parseAtlas(yaml: string, file = 'atlas.yaml', known: KnownNames = {}): ParsedAtlas {
  const { data, diagnostics, lineOf, writtenAt } = readYaml(yaml, file);
  if (diagnostics.length > 0) return { config: null, diagnostics };

  const at = (path: ConfigPath): Diagnostic['at'] => ({ file, line: lineOf(path), path: formatPath(path) });
  const parsed = atlasSchema.safeParse(data);
  const problems = parsed.success ? [] : describeIssues(parsed.error.issues, data, writtenAt);
  const found = problems.map(({ code, path, message, ...rest }) =>
    diagnostic(code, message, { at: at(path), ...rest }),
  );
  found.push(...checkReferences(data, known, at), ...checkConsistency(data, at));
  found.sort((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0));
  if (parsed.success) return { config: parsed.data, diagnostics: found };

  if (problems.some(({ code }) => code !== 'config/unknown-key')) return { config: null, diagnostics: found };
  const cleaned = atlasSchema.safeParse(
    withoutKeys(
      data,
      problems.map(({ path }) => path),
    ),
  );
  return { config: cleaned.success ? cleaned.data : null, diagnostics: found };
}

function withoutKeys(data: unknown, paths: readonly ConfigPath[]): unknown {
  const copy: unknown = structuredClone(data);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    if (isRecord(parent)) delete parent[String(path.at(-1))];
  }
  return copy;
}
