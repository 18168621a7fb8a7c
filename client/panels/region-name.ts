import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';

/** Name of a row of a register. */
export const nameAt = (register: RegionRegister, row: number, language: Language): string =>
  register.name[language][row]!;

/** Name of a code; the code itself where the register does not know it. */
export function nameOf(register: RegionRegister, code: string, language: Language): string {
  const row = register.code.indexOf(code);
  return row === -1 ? code : nameAt(register, row, language);
}
