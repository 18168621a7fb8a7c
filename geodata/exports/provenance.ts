import type { FeatureTable, Provenance } from '../model/feature-table.ts';
import type { Source } from '../model/indicator.ts';
import type { LocalText } from '../model/text.ts';

/** What a file says about itself: whose table it is, what the columns mean, where the numbers come from. */
export interface TableDescription {
  table: string;
  title: LocalText;
  columns: { name: string; type: string; label: LocalText; unit: LocalText | null }[];
  provenance: Provenance;
}

export const describeTable = ({ id, title, columns, provenance }: FeatureTable): TableDescription => ({
  table: id,
  title,
  columns: columns.map(({ name, type, label, unit }) => ({ name, type, label, unit })),
  provenance,
});

/** Both languages on one line; once where they are the same. */
export const bilingual = ({ zh, en }: LocalText): string => (zh === en ? zh : `${zh} / ${en}`);

/** The provenance as lines for people: caption, credits, sources with their licences. */
export function provenanceLines(provenance: Provenance): string[] {
  const { title, atlas, revision, generator, caption, mapApproval, credits, sources } = provenance;
  return [
    bilingual(caption),
    ...(mapApproval === null ? [] : [mapApproval]),
    `${bilingual(title)} (${atlas}${revision === null ? '' : `, ${revision}`}), ${generator}`,
    ...credits.map(bilingual),
    ...sources.map(sourceLine),
  ];
}

function sourceLine({ id, title, publisher, year, licence, url }: Source): string {
  const where = url === undefined ? '' : `, ${url}`;
  return `[${id}] ${bilingual(title)}. ${bilingual(publisher)}, ${year}. ${bilingual(licence)}${where}`;
}
