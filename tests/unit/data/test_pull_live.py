"""What is masked of an address, and how long anything is waited for."""

import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.data import live

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs")), min_size=4, max_size=12)


@given(WORDS, WORDS, WORDS)
def test_a_password_is_masked_however_it_is_written(user: str, password: str, host: str) -> None:
    """Plain or quoted, inside of words or alone; and so is the whole address."""
    quoted = quote(password, safe="")
    address = f"postgresql+psycopg://{quote(user, safe='')}:{quoted}@{quote(host, safe='')}:5432/db"
    said = live.masked(f"no {password}, x{quoted}x of {address}", address)
    assert password not in said
    assert quoted not in said
    assert address not in said


def test_every_part_of_an_address_is_masked_as_a_word() -> None:
    """Not inside of other words, which would leave nothing to read."""
    address = "mysql://ann:secret@db.example.com:3306/sales?ssl_ca=/etc/ca.pem"
    said = live.masked('ann@db.example.com:3306 has no "sales" by /etc/ca.pem; annual salesman', address)
    assert said == '***@***:*** has no "***" by ***; annual salesman'


@pytest.mark.parametrize("address", ["postgresql://ann:a@db/x", "no address at all: 1"])
def test_a_text_that_masking_would_spell_out_is_withheld(address: str) -> None:
    """A password of one letter shows where it was taken out; and of what is no address nothing is known."""
    assert live.masked("a fatal failure", address) == "***"


def test_what_does_not_end_is_left_to_itself() -> None:
    """A silent network must not hold the command."""
    with pytest.raises(TimeoutError):
        live._within(0.05, lambda: time.sleep(2))


def test_what_is_raised_in_the_thread_is_raised_to_whoever_waits() -> None:
    """So that no fault is lost."""

    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        live._within(5, fail)
