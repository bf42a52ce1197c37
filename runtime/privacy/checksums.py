"""Check digits of the numbers that have them."""

from __future__ import annotations

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_eleven_test(digits: str) -> bool:
    """Tell whether eight or nine digits can be a citizen service number (BSN)."""
    if len(digits) not in {8, 9} or not digits.strip("0"):
        return False
    pairs = zip(BSN_WEIGHTS, digits.zfill(9), strict=True)
    return sum(weight * int(digit) for weight, digit in pairs) % 11 == 0


def passes_mod_97(account: str) -> bool:
    """Tell whether an account number (IBAN) in small letters has good check digits."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
