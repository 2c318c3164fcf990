"""Passwords, kept as Argon2 hashes alone."""

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from recommender.because import Because
from recommender.errors import TryLater, UnusablePassword

MIN_PASSWORD, MAX_PASSWORD = 10, 200  # characters
AT_ONCE = 2  # verifications; each takes 64 MiB and all cores while it lasts
TURN_S = 10  # how long one waits for its turn

_hasher = PasswordHasher()  # the parameters that the library recommends, kept up by it
_turns = threading.BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    """Return what stands for a password in the secrets.

    Raises:
        UnusablePassword: it is too short to withstand guessing, or too long to be one.
    """
    if len(password) < MIN_PASSWORD:
        raise UnusablePassword(
            reason=Because("it has fewer than {count} characters", count=MIN_PASSWORD)
        )
    if len(password) > MAX_PASSWORD:
        raise UnusablePassword(
            reason=Because("it has more than {count} characters", count=MAX_PASSWORD)
        )
    return _hasher.hash(password)


@lru_cache(maxsize=1000)  # people are read before each thing that is done; this takes as a try does
def is_hash(text: str) -> bool:
    """Return whether ``text`` is a hash that a password can be compared with."""
    try:
        return _hasher.verify(text, "")
    except VerifyMismatchError:
        return True
    except (VerificationError, InvalidHashError, UnicodeError):  # such as half of a hash
        return False


def matches(hashed: str, password: str) -> bool:
    """Return whether this is the password; how long it takes does not depend on the answer.

    Raises:
        TryLater: too many are being verified.
    """
    if not _turns.acquire(timeout=TURN_S):
        raise TryLater(seconds=TURN_S)
    try:
        return _hasher.verify(hashed, password[: MAX_PASSWORD + 1])
    except VerificationError:  # another password, or no memory to compare it
        return False
    finally:
        _turns.release()
