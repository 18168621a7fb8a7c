import { z } from 'zod';
import { id, text } from './primitives.ts';

/** One step of a hierarchy. */
export const tier = z.strictObject({
  rank: z.int().min(1).describe('Rank of the tier; 1 is the highest.'),
  id: id.describe('Id of the tier.'),
  name: text.describe('Name of the tier.'),
});
