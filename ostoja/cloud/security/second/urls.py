"""The routes of second factors and passkeys; the names are those by which the library knows them."""

from django.urls import path

from ostoja.cloud.security.second import views

urlpatterns = [
    path("login/passkey/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("second/", views.Second.as_view(), name="mfa_authenticate"),
    path("again/", views.AgainByPassword.as_view(), name="account_reauthenticate"),
    path("again/code/", views.AgainByCode.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", views.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("security/app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/codes/", views.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("security/codes/new/", views.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("security/passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/rename/", views.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
