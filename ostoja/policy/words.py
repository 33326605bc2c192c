"""The closed sets of words that a policy is written in."""

from enum import StrEnum


class Basis(StrEnum):
    """Why processing is lawful. Source: GDPR art. 6(1)."""

    CONSENT = "6(1)(a)"
    CONTRACT = "6(1)(b)"
    LEGAL_OBLIGATION = "6(1)(c)"
    VITAL_INTERESTS = "6(1)(d)"
    PUBLIC_TASK = "6(1)(e)"
    LEGITIMATE_INTERESTS = "6(1)(f)"


class OurRole(StrEnum):
    """What the operator is towards a group. Source: GDPR art. 4(7) and (8)."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


class RecipientRole(StrEnum):
    """What somebody who receives data is. Source: GDPR art. 4(7) to (10), 26, 28."""

    PROCESSOR = "processor"
    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"
    PERSON = "person"
    NOBODY = "nobody"


class Gate(StrEnum):
    """What must have happened before a purpose may be followed."""

    NONE = "none"
    CONSENT = "consent"
    ACT = "act"
    SETTING = "setting"


class Source(StrEnum):
    """Where data come from. Source: GDPR art. 14(2)(f)."""

    PERSON = "person"
    DEVICE = "device"
    HOUSEHOLD = "household"
    INSTALLER = "installer"
    EMPLOYER = "employer"
    SIGN_IN_PROVIDER = "sign_in_provider"
    PLATFORM = "platform"
    US = "us"


class Kept(StrEnum):
    """On whose machine data lie."""

    CLOUD = "cloud"
    HOME = "home"
    BROWSER = "browser"
    LOGS = "logs"
    BACKUPS = "backups"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


class Action(StrEnum):
    """What happens when the last day has passed."""

    ERASE = "erase"
    ERASE_AND_SHRED = "erase_and_shred"
    NOTIFY_THEN_CLOSE = "notify_then_close"
    AGGREGATE = "aggregate"
    DROP_SEGMENT = "drop_segment"
    EXPIRE = "expire"
    REVOKE_AND_ERASE = "revoke_and_erase"
    NEVER_STORED = "never_stored"


class Mechanism(StrEnum):
    """What makes a transfer out of the European Economic Area lawful. Source: GDPR art. 45 to 49."""

    ADEQUACY = "adequacy"
    CLAUSES = "standard_contractual_clauses"
    BINDING_RULES = "binding_corporate_rules"
    DEROGATION = "derogation"


class Place(StrEnum):
    """Where a tool of somebody else runs."""

    WEBSITE = "website"
    APP = "app"
    CLOUD = "cloud"
    MAIL = "mail"
    BACK_OFFICE = "back office"
    SOCIAL_PROFILES = "social profiles"


class CookieCategory(StrEnum):
    """What a cookie is for, as the dialog asks."""

    NECESSARY = "necessary"
    FUNCTIONAL = "functional"
    ANALYTICS = "analytics"
    MARKETING = "marketing"


class Party(StrEnum):
    """Who sets a cookie."""

    FIRST = "first"
    THIRD = "third"


class Severity(StrEnum):
    """How grave a gap of the followed policy is."""

    LOW = "low"
    MEDIUM = "med"
    HIGH = "high"
