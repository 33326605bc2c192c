"""The settings, in one file. Production is the default: no debug, and no secret means no start."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from ostoja.cloud.config import env

ENVIRONMENT = env.read(os.environ)

OSTOJA_VAR = ENVIRONMENT.var
KEYS_FOLDER = OSTOJA_VAR / "keys"
# The ledger of erasures, which no backup holds and which outlives the database.
ERASURE_FOLDER = OSTOJA_VAR / "erasure"
# The operator's list of leaked passwords, written by ``ostoja passwords import``.
PASSWORDS_FILE = OSTOJA_VAR / "passwords" / "leaked.sums"
UI_FOLDER = Path(__file__).resolve().parents[2] / "ui"
# What a copy of somebody's data is drawn from.
DECLARED_TABLES = "ostoja.cloud.config.declared.TABLES"
DECLARED_REACHES = "ostoja.cloud.config.declared.REACHES"
# Where those tables meet the rules of forgetting.
DECLARED_REACHES = "ostoja.cloud.config.declared.REACHES"
POLICY_FOLDER = OSTOJA_VAR / "policy"
CHECKPOINTS_FOLDER = OSTOJA_VAR / "checkpoints"
OSTOJA_ADAPTERS = ENVIRONMENT.adapters
# Hosts that stand in for a recipient while somebody tries an adapter out, by recipient.
STAND_INS: dict[str, tuple[str, ...]] = {}
# Where a recipient hears that data which it got are gone, changed or restricted; the others are told by hand.
NOTICE_ADDRESSES = ENVIRONMENT.notice_addresses
OSTOJA_DEMO = ENVIRONMENT.demo
OSTOJA_ORIGIN = ENVIRONMENT.origin
OSTOJA_ROAD = ENVIRONMENT.road
QUEUE_URL = ENVIRONMENT.database_url
OSTOJA_RELAY_TOKEN = ENVIRONMENT.relay_token
OSTOJA_DEMO_TOKEN = ENVIRONMENT.demo_token
OSTOJA_DEMO_OWNER = ENVIRONMENT.demo_owner
HEALTH_CHECKS = [
    "ostoja.cloud.web.health.database_answers",
    "ostoja.cloud.web.health.migrations_are_applied",
    "ostoja.cloud.homes.signing.has_a_key",
    "ostoja.cloud.erasure.closed.is_open",
]

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret
ALLOWED_HOSTS = [ENVIRONMENT.host]
ROOT_URLCONF = "ostoja.cloud.config.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before the library, so that our templates are found first.
    "ostoja.cloud.web",
    "ostoja.cloud.keys",
    "ostoja.cloud.sessions",
    "ostoja.cloud.accounts",
    "ostoja.cloud.homes",
    "ostoja.cloud.security",
    "ostoja.cloud.policies",
    "ostoja.cloud.audit",
    "ostoja.cloud.consents",
    "ostoja.cloud.disclosures",
    "ostoja.cloud.retention",
    "ostoja.cloud.erasure",
    "ostoja.cloud.rights",
    "ostoja.cloud.statistics",
    "ostoja.cloud.desk",
    "ostoja.cloud.app",
    "ostoja.cloud.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "ostoja.cloud.web.headers.SecurityHeaders",
    "ostoja.cloud.web.paths.PlainPaths",
    "ostoja.cloud.web.health.Health",
    "ostoja.cloud.web.origin.OneOrigin",
    "ostoja.cloud.web.static.StaticFiles",
    "ostoja.cloud.erasure.closed.Closed",
    "ostoja.cloud.policies.cookies.DeclaredCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ostoja.cloud.config.inputs.KnownInputs",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ostoja.cloud.policies.sessions.PromisedSessions",
    "ostoja.cloud.web.language.SpokenLanguage",
    "ostoja.cloud.consents.signals.PrivacySignal",
    "ostoja.cloud.statistics.middleware.CountedPages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ostoja.cloud.passwords.busy.Busy",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES: dict[str, dict[str, Any]] = {"default": ENVIRONMENT.database, "keys": ENVIRONMENT.keys_database}
DATABASE_ROUTERS = ["ostoja.cloud.keys.router.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        # Limits live here. One process serves the office, so its own memory is shared by all who count.
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("pl", "polski"), ("en", "English")]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [UI_FOLDER]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"/vendor/.+@\d"

# A browser stays signed in for as long as a certificate is good; its sessions are ended at once by a new password.
SESSION_ENGINE = "ostoja.cloud.sessions.store"
SESSION_COOKIE_NAME = ENVIRONMENT.cookie("ostoja_session")
SESSION_COOKIE_AGE = int(timedelta(days=90).total_seconds())
SESSION_COOKIE_SECURE = ENVIRONMENT.is_secure
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = ENVIRONMENT.cookie("ostoja_csrf")
CSRF_COOKIE_SECURE = ENVIRONMENT.is_secure
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.origin]
# What somebody chose in the cookie dialog of the public site.
CHOICE_COOKIE_NAME = ENVIRONMENT.cookie("ostoja_choice")
# By which a browser that stays signed in is known again at the next sign-in.
KNOWN_COOKIE_NAME = ENVIRONMENT.cookie("ostoja_known")
# A cookie that the policy does not name is dropped and counted; only tests want to stumble over it.
FAIL_ON_UNDECLARED_COOKIE = False
CSRF_FAILURE_VIEW = "ostoja.cloud.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.Person"
# The library's back-end alone: a second one would hash twice for an unknown address and betray it by time.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["ostoja.cloud.accounts.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "ostoja.cloud.passwords.validators.Unguessable"},
    {"NAME": "ostoja.cloud.passwords.validators.Unleaked"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/app/"

ACCOUNT_ADAPTER = "ostoja.cloud.security.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "ostoja.cloud.accounts.forms.SignInForm",
    "signup": "ostoja.cloud.accounts.forms.SignUpForm",
    "confirm_email_verification_code": "ostoja.cloud.accounts.forms.EmailCodeForm",
    "add_email": "ostoja.cloud.accounts.forms.NewAddressForm",
    "request_login_code": "ostoja.cloud.accounts.forms.AskCodeForm",
    "confirm_login_code": "ostoja.cloud.accounts.forms.SignInCodeForm",
    "reset_password": "ostoja.cloud.accounts.forms.ForgottenPasswordForm",
    "confirm_password_reset_code": "ostoja.cloud.accounts.forms.ResetCodeForm",
    "reset_password_from_key": "ostoja.cloud.accounts.forms.NewPasswordForm",
    "change_password": "ostoja.cloud.accounts.forms.ChangePasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# The tight limits, for a network and an address together, are those of ``accounts.codes``: this one, for an address
# from everywhere, must be more than any one network can spend. Three tries a code: at 100 codes a day somebody with
# many networks who guesses meets one of a million about once in nine years. What replaces a password keeps the
# library's eight letters, so that its owner is never locked out by a tight limit.
ACCOUNT_RATE_LIMITS = {"confirm_email": "1/10s/key,100/d/key"}
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever signs in is asked; whoever is not asked, as in the middle of signing up, leaves with the browser's window.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Second factors and passkeys; the rights desk asks staff for one. A code is good for its own half minute, and once.
MFA_ADAPTER = "ostoja.cloud.security.second.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Ostoja"
# Who types as the phone turns to the next code is let in with the one that they read. Source: RFC 6238 section 5.2.
MFA_TOTP_TOLERANCE = 1

# Every letter is written into the register of disclosures before the real back-end gets it.
EMAIL_BACKEND = "ostoja.cloud.disclosures.mail.DisclosedMail"
MAIL_BACKEND = ENVIRONMENT.mail.backend
EMAIL_FILE_PATH = ENVIRONMENT.mail.folder
EMAIL_HOST = ENVIRONMENT.mail.host
EMAIL_PORT = ENVIRONMENT.mail.port
EMAIL_HOST_USER = ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
EMAIL_USE_TLS = ENVIRONMENT.mail.starttls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
SERVER_EMAIL = ENVIRONMENT.mail_from

SECURITY_HSTS = int(timedelta(days=365).total_seconds()) if ENVIRONMENT.is_secure else 0
# The road is the only other origin to which a page of ours may connect.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"connect-src 'self' {OSTOJA_ROAD}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# The headers that these two ask for are those of ``web.headers``.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "ostoja.privacy.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # It tells of every key by its number.
        "fido2": {"level": "WARNING"},
        # A page that is not there is the visitor's matter, and its path may hold an identifier.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # Whoever scans the network asks for strange hosts all day; they are refused, and nobody must act.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
