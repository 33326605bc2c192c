"""The routes of an account's safety."""

from django.urls import include, path

from ostoja.cloud.security import views

security = [
    path("", views.page, name="page"),
    path("others/end", views.end_others, name="end_others"),
    path("here/lend", views.lend, name="lend"),
    path("browsers/<str:public>/end", views.end, name="end"),
    path("browsers/<str:public>/disown", views.disown, name="disown"),
]
urlpatterns = [
    path("security/", include((security, "security"))),
    # Where the library sends people who are done with a second factor.
    path("security/", views.page, name="mfa_index"),
    path("", include("ostoja.cloud.security.second.urls")),
]
