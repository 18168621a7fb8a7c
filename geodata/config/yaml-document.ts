import type { Document } from 'yaml';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { ConfigPath } from './path.ts';

/** atlas.yaml as data, with the way back from a place in the data to the line it was written on. */
export interface YamlDocument {
  data: unknown;
  diagnostics: Diagnostic[];
  /** Line of the value at a path, or of the nearest thing around it that is written; 1 is the first line. */
  lineOf: (path: ConfigPath) => number;
  /** The characters of a plain value as they were written, e.g. "000000" where `data` has the number 0. */
  writtenAt: (path: ConfigPath) => string | undefined;
}

/** Reads YAML 1.2. Every syntax error is a `config/unreadable` with its line. */
export function readYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const diagnostics = document.errors.map((error) =>
    diagnostic('config/unreadable', `Not YAML: ${firstLine(error.message)}.`, {
      at: { file, line: error.linePos?.[0].line ?? 1 },
    }),
  );
  return {
    data: diagnostics.length === 0 ? document.toJS() : undefined,
    diagnostics,
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
    writtenAt: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

/** Offset of a key where the path ends in one, else of the item; a path that leads nowhere stops at its last node. */
function offsetOf(document: Document, path: ConfigPath): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const step = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return 0;
}

/** The parser adds an excerpt and its own position; the diagnostic has a line already. */
const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '');
