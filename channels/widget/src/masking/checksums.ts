/** Check digits of the numbers that have them. */
const BSN_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** Tell whether eight or nine digits can be a citizen service number (BSN). */
export function passesElevenTest(digits: string): boolean {
  if (digits.length !== 8 && digits.length !== 9) return false;
  if (/^0*$/.test(digits)) return false;
  const padded = digits.padStart(9, "0");
  return BSN_WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(padded[index]), 0) % 11 === 0;
}

/** Tell whether an account number (IBAN) in small letters has good check digits. */
export function passesMod97(account: string): boolean {
  let rest = 0;
  for (const char of account.slice(4) + account.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
