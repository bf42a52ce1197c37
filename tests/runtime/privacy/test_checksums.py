"""Check digits."""

from __future__ import annotations

import pytest

from runtime.privacy.checksums import passes_eleven_test, passes_mod_97


@pytest.mark.parametrize("digits", ["111222333", "123456782", "66238912", "012345672"])
def test_good_numbers_pass_the_eleven_test(digits: str) -> None:
    assert passes_eleven_test(digits)


@pytest.mark.parametrize("digits", ["111222334", "123456789", "000000000", "1234567", "1112223330"])
def test_other_numbers_fail_the_eleven_test(digits: str) -> None:
    assert not passes_eleven_test(digits)


@pytest.mark.parametrize("account", ["nl91abna0417164300", "gb29nwbk60161331926819"])
def test_one_wrong_character_in_an_account_number_is_seen(account: str) -> None:
    assert passes_mod_97(account)
    for place in range(4, len(account)):
        wrong = "1" if account[place] != "1" else "2"
        assert not passes_mod_97(account[:place] + wrong + account[place + 1 :])
