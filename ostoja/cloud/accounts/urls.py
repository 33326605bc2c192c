"""The routes of accounts; the names are those by which the library knows them."""

from allauth.account import views as library
from django.urls import path
from django.views.generic import RedirectView

from ostoja.cloud.accounts import views

urlpatterns = [
    # The library sends people to this name when it wants the page about their address.
    path("", views.account, name="account_email"),
    path("login/", library.login, name="account_login"),
    path("logout/", library.logout, name="account_logout"),
    path("signup/", library.signup, name="account_signup"),
    path("inactive/", library.account_inactive, name="account_inactive"),
    path("login/code/", views.AskCode.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", views.SignInByCode.as_view(), name="account_confirm_login_code"),
    path("email/", views.NewAddress.as_view(), name="account_change_email"),
    path("confirm-email/", library.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", library.password_change, name="account_change_password"),
    path("password/reset/", library.password_reset, name="account_reset_password"),
    path("password/reset/confirm/", library.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/reset/complete/", library.complete_password_reset, name="account_complete_password_reset"),
    # The notice of the new password stands above the sign-in.
    path(
        "password/reset/done/",
        RedirectView.as_view(pattern_name="account_login"),
        name="account_password_reset_completed",
    ),
]
