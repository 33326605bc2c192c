"""What keeps the logs of a web server before the program to the policy's time: options for Debian's logrotate.

Source: logrotate(8) 3.21; journald.conf(5).
"""

from ostoja.policy.errors import PolicyError
from ostoja.policy.periods import Period
from ostoja.policy.policy import Policy

ANCHOR = "log.line_at"
# A file that is put aside once a day holds lines that are up to a day older than its last, and it is looked at once a
# day.
LAG_DAYS = 2
TEMPLATE = """\
# How long the policy {hash} lets a log with addresses stay: {days} days, by {rules}.
# Put your own server's logs in place of these, as a file in /etc/logrotate.d/; logrotate looks once a day.
/var/log/nginx/*.log {{
    daily
    dateext
    maxage {kept}
    rotate {kept}
    ifempty
    copytruncate
    compress
    su root adm
}}
# For logs in the journal, in /etc/systemd/journald.conf: MaxFileSec=1day and MaxRetentionSec={kept}day.
"""


def log_rotation(policy: Policy) -> str:
    """The rotation that leaves no line beyond the shortest of the policy's times for logs.

    Raises: PolicyError when the policy has none, or one within which nothing can be put aside.
    """
    rules = {key: rule for key, rule in policy.retention.items() if rule.anchor == ANCHOR}
    if not rules:
        raise PolicyError(f"no rule of this policy begins with {ANCHOR}, so it lets no log stay")
    days = min(shortest_days(Period.parse(rule.period)) for rule in rules.values())
    if days <= LAG_DAYS:
        raise PolicyError(f"logs that are looked at once a day cannot be kept to {days} days")
    named = ", ".join(sorted(rules))
    return TEMPLATE.format(hash=policy.hash()[:12], days=days, rules=named, kept=days - LAG_DAYS)


def shortest_days(period: Period) -> int:
    """The fewest days that a period can last."""
    return period.months * 28 + period.days
