"""Why a home's business is refused.

HomeError
├── NotYoursError        the home, or the one it is about, is unknown to whoever asks
├── SignedOutError       the session was taken back while it asked
├── NoRightError         a member, but without this right
├── LastOwnerError       the home would belong to nobody
├── BadNameError         a name that will not do
├── TooManyError         too often in too short a time
├── CodeUnknownError     no offer or invitation by this code
├── CodeSpentError       the offer or invitation was used or is over
├── ClaimedError         the gateway's key is claimed already
├── NumberTakenError     another gateway shows this number
└── UnclaimedError       nobody has claimed the gateway's key
"""


class HomeError(Exception):
    """Something asked about a home is refused."""


class NotYoursError(HomeError):
    """The home, or the one it is about, is unknown to whoever asks."""


class SignedOutError(HomeError):
    """The session that asks was taken back meanwhile, by signing out or by a new password."""


class NoRightError(HomeError):
    """A member asks for what members may not."""


class LastOwnerError(HomeError):
    """The home would belong to nobody."""


class BadNameError(HomeError):
    """A name is empty, too long or not one line."""


class TooManyError(HomeError):
    """Asked too often in too short a time."""


class CodeUnknownError(HomeError):
    """There is no offer or invitation by this code."""


class CodeSpentError(HomeError):
    """The offer or invitation was used, or its time is over."""


class ClaimedError(HomeError):
    """The gateway's key is claimed already."""


class NumberTakenError(HomeError):
    """Another gateway shows a code with this number."""


class UnclaimedError(HomeError):
    """Nobody has claimed the gateway's key."""
