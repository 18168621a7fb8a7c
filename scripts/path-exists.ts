import { access } from 'node:fs/promises';

/** Whether something is there that this process may look at. */
export const pathExists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
