"""What Streamlit does by itself and must not do here.

When another site tries to open a page, Streamlit compares it with this machine's addresses, and
asks a service on the internet for the outer one. That tells a stranger of this machine, and where
the service cannot be reached everybody waits two seconds for each such try. There is no setting
for it. The addresses are not needed: a page may be opened by its own site and no other.

And each of its parts writes to the console by itself, in lines that no reader of our log knows;
some are loaded long after the log was begun.
"""

import logging

from streamlit import logger as console
from streamlit import net_util

from recommender import logs


def _unknown() -> None:
    return None


def keep_to_this_machine() -> None:
    """Let Streamlit ask nobody for addresses."""
    net_util.get_external_ip = _unknown
    net_util.get_internal_ip = _unknown


def hear_the_server() -> None:
    """Let what goes wrong in the server stand in our log: Streamlit keeps it from going there.

    Not what it says of each connection, as that names the address of each guest. A filter holds
    that: Streamlit sets the levels of all loggers again when its file of settings changes.
    """
    server = logging.getLogger("uvicorn.error")
    server.propagate = True
    server.addFilter(_went_wrong)


def _went_wrong(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def speak_in_our_log() -> None:
    """Let what Streamlit says from now on stand in our log."""
    console.setup_formatter = _handed_over


def _handed_over(logger: logging.Logger) -> None:
    logs.hand_over(logger)
    logger.propagate = logger.name != "uvicorn.access"  # a line a request, with its address
