"""The name of this part for Django, and its ears."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """The safety of accounts: everything that matters is written down for their owners."""

    name = "ostoja.cloud.security"

    def ready(self) -> None:
        """Listen."""
        from allauth.account import signals
        from allauth.mfa import signals as mfa
        from django.contrib.auth.signals import user_logged_out

        from ostoja.cloud.accounts.signals import closing
        from ostoja.cloud.security import listening

        for signal, ear in (
            (signals.user_logged_in, listening.signed_in),
            (user_logged_out, listening.signed_out),
            (signals.email_changed, listening.email_changed),
            (signals.password_changed, listening.password_changed),
            (signals.password_reset, listening.password_reset),
            (mfa.authenticator_added, listening.second_added),
            (mfa.authenticator_reset, listening.second_added),
            (mfa.authenticator_removed, listening.second_removed),
            (mfa.authenticator_used, listening.second_used),
            (mfa.authentication_failed, listening.second_failed),
            (closing, listening.account_ends),
        ):
            signal.connect(ear, dispatch_uid=f"security: {ear.__name__}")
