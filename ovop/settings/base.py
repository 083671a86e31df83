"""What every environment shares. Values that differ by machine come from the environment."""

import logging
import os
from urllib.parse import urlsplit, urlunsplit

from csp.constants import NONE, SELF

from ovop.logs import config as logs
from ovop.settings.databases import *  # noqa: F403
from ovop.settings.given import listed
from ovop.settings.schedule import *  # noqa: F403
from ovop.settings.storing import *  # noqa: F403
from ovop.settings.storing import ROOT, STATIC_HOSTS
from ovop.settings.telling import *  # noqa: F403


def redis_database(url: str, number: int) -> str:
    """The same Redis server with another database number: broker, cache and locks stay apart."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{number}", parts.query, ""))


DEBUG = False
ALLOWED_HOSTS = [*listed("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [*listed("CSRF_TRUSTED_ORIGINS")]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "djmoney",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "phonenumber_field",
    "rest_framework",
    "rest_framework.authtoken",
    "places",
    "accounts",
    "notices",
    "producers",
    "buyers",
    "forums",
    "matching",
    "insights",
    "ovop",
]

MIDDLEWARE = [
    "ovop.middleware.health.HealthMiddleware",
    "ovop.status.metrics.MetricsMiddleware",
    # With a length nobody can guess from (BREACH); what is kept for visitors is pressed better, once.
    "ovop.middleware.pressing.TextGZipMiddleware",
    "ovop.middleware.keeping.KeptPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ovop.logs.requests.RequestLog",
    "ovop.kernel.replica.ReplicaMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ovop.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.door.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ovop.middleware.body_size.BodyLimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ovop.audit.middleware.AuditMiddleware",
    "ovop.middleware.too_many.RateLimitedMiddleware",
    "ovop.middleware.once.OnceMiddleware",
    "ovop.api.rates.ApiLimitsMiddleware",
]

ROOT_URLCONF = "ovop.urls"
WSGI_APPLICATION = "ovop.wsgi.application"
FORM_RENDERER = "ovop.form_rendering.QuickSelects"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "ovop.templatetags.ovop",
                "ovop.templatetags.quick",
                "ovop.templatetags.kept",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ovop.navigation.navigation",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis protocol server: broker 0, cache 1 --------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
CACHES = {
    "default": {
        "BACKEND": "ovop.kernel.forgiving.ForgivingCache",
        "LOCATION": redis_database(REDIS_URL, 1),
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}
# Parts of pages that are everybody's stay in the process until something they show changes.
KEEPS_PARTS = True
CELERY_BROKER_URL = redis_database(REDIS_URL, 0)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A hung broker must not hang a page: two seconds. A retry here waits again for each step of making a
    # connection (measured: 6.7 s for the first message of a process, 2.3 without); `ovop.kernel.wake` tries twice.
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "max_retries": 0,
    "visibility_timeout": 3600,
    # A worker killed whole gives its messages back in seconds, not minutes.
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker whose host was cut off for a day comes back by itself.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_EXPIRES = None  # there are none to sweep away
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1740
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Phnom_Penh"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "ovop.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupDetailsForm"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "change_password": "accounts.password_forms.ChangePasswordForm",
    "reauthenticate": "accounts.password_forms.ReauthenticateForm",
    "confirm_login_code": "accounts.code_forms.ConfirmLoginCodeForm",
    "verify_phone": "accounts.code_forms.VerifyPhoneForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = True
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
# A hall full of people signs up behind one address; each number stays limited.
ACCOUNT_RATE_LIMITS = {"verify_phone": "1/30s/key,30/m/ip", "signup": "60/m/ip"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGOUT_ON_GET = False
# Who answers for other people's data shows a second thing besides password or code.
SECOND_FACTOR_FOR = listed("SECOND_FACTOR_FOR", "staff,national")
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.second_factor.forms.AuthenticateForm",
    "reauthenticate": "accounts.second_factor.forms.ReauthenticateForm",
    "activate_totp": "accounts.second_factor.forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks of phones are half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
ACCOUNT_SESSION_REMEMBER = True
SESSION_ENGINE = "accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# Where people reach the platform: messages that leave it carry links.
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
PHONENUMBER_DEFAULT_REGION = "KH"
PHONENUMBER_DB_FORMAT = "E164"

# --- Language, time, money ------------------------------------------------------------------
LANGUAGE_CODE = "km"
LANGUAGES = [("km", "ភាសាខ្មែរ"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "ovop_language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["ovop.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Phnom_Penh"
CURRENCIES = ("KHR", "USD")
CURRENCY_CHOICES = [("KHR", "៛ KHR"), ("USD", "$ USD")]
DEFAULT_CURRENCY = "KHR"

# --- Files (where they lie: ovop.settings.storing) ------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
MOST_OF_TEXT = 2 * 1024 * 1024  # bytes of one request: a form without files, or JSON
# A form with files: eight photos as large as one may be, and what is around them.
MOST_OF_FILES = 72 * 1024 * 1024
PHOTO_MAX_BYTES = 8 * 1024 * 1024
PHOTO_MAX_PIXELS = 25_000_000

# --- API ------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "ovop.api.pages.PageNumberPagination",
    "PAGE_SIZE": 24,
    "DEFAULT_PARSER_CLASSES": [
        "ovop.middleware.body_size.ShallowJSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "ovop.api.tables.CSVRenderer",
        "ovop.api.tables.XLSXRenderer",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["ovop.api.rates.PerMinute"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "ovop.api.errors.exception_handler",
}
# Requests a minute; a hall full of people may share one address, but no page of ours asks the API.
API_LIMITS = {
    ("read", "user"): 600, ("read", "visitor"): 120, ("write", "user"): 120, ("write", "visitor"): 30,
}  # fmt: skip
SPECTACULAR_SETTINGS = {
    "TITLE": "OVOP Match API",
    "DESCRIPTION": (
        "Products, producers, needs, matches and forums of Cambodia's OVOP movement. Sentences are English, or Khmer "
        "with `?lang=km`. `examples/client.py` in the repository is a client to begin with."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "ovop.api.schema.finish",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "ProductState": "producers.models.Product.State",
        "NeedState": "buyers.models.Need.State",
        "ForumState": "forums.models.Forum.State",
        "PhotoState": "producers.models.ProductPhoto.State",
        "RegistrationState": "forums.models.Registration.State",
        "MeetingRequestState": "forums.models.MeetingRequest.State",
        "RunState": "ovop.kernel.runs.RunState",
        "UnitCode": "ovop.kernel.units.Unit",
        "CertificateKind": "producers.models.CertificateKind",
        "Currency": CURRENCY_CHOICES,
        "Side": "forums.models.registrations.Side",
        "ReportedBy": "forums.models.Outcome.ReportedBy",
    },
}

# --- Security -------------------------------------------------------------------------------
# How many proxies of ours stand before the web processes: whose word about an address is believed.
PROXIES = int(os.environ.get("PROXIES", "0"))
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ovop.views.csrf_failed"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF, *STATIC_HOSTS],
        "img-src": [SELF, "data:", *STATIC_HOSTS],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}

# --- Logs: one JSON object a line, without people in it --------------------------------------
logs.configure()
LOGGING = logs.at_level("INFO")
# What a Prometheus scraper must show at /metrics; empty: there are none.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # that it ended says all
DJANGO_STRUCTLOG_CELERY_DEFAULT_LOG_LEVEL = logging.DEBUG  # beat sends some every few seconds
