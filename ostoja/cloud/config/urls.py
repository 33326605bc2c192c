"""Every route of the office, and its pages for trouble."""

from django.urls import include, path

from ostoja.cloud.app import shell

urlpatterns = [
    path("", shell.home, name="home"),
    path("accounts/", include("ostoja.cloud.accounts.urls")),
    path("accounts/", include("ostoja.cloud.security.urls")),
    path("app/", include("ostoja.cloud.app.urls")),
    path("", include("ostoja.cloud.consents.urls")),
    path("", include("ostoja.cloud.rights.urls")),
    path("", include("ostoja.cloud.erasure.urls")),
    path("", include("ostoja.cloud.desk.urls")),
    path("privacy/", include("ostoja.cloud.policies.urls")),
    path("", include("ostoja.cloud.homes.urls")),
]

handler400 = "ostoja.cloud.web.views.bad_request"
handler403 = "ostoja.cloud.web.views.forbidden"
handler404 = "ostoja.cloud.web.views.not_found"
handler500 = "ostoja.cloud.web.views.failed"
