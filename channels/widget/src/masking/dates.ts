/** What digits look like when they are a date. */
export const MONTHS = 12;
export const DAYS = 31;

export function isYear(digits: string): boolean {
  return digits.length === 4 && Number(digits) >= 1900 && Number(digits) < 2100;
}

/** Tell whether three groups are a day, a month and a year of four digits, or the reverse. */
export function isDate(parts: readonly string[]): boolean {
  let [first, second, third] = parts as [string, string, string];
  if (isYear(first)) [first, third] = [third, first];
  if (!isYear(third) || first.length > 2 || second.length > 2) return false;
  const low = Math.min(Number(first), Number(second));
  const high = Math.max(Number(first), Number(second));
  return low >= 1 && low <= MONTHS && high <= DAYS;
}

/** Tell whether eight digits are 12032026 or 20260312. */
export function isBareDate(digits: string): boolean {
  if (digits.length !== 8) return false;
  return isDate([digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)])
    || isDate([digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]);
}
